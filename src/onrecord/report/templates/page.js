"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const wide = matchMedia("(min-width: 62rem)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  let story = null;
  let opener = null;

  // --- Where we are: #article/ID, #article/ID/record/R1,R2 or #article/ID/at/START-END ---

  function parse(hash) {
    const [kind, article, what, value] = hash.slice(1).split("/");
    return kind === "article" ? { article, what, value } : {};
  }

  function enter(id) {
    const stories = all(".story");
    const wanted = stories.find((one) => one.id === `article/${id}`) || (stories.length === 1 ? stories[0] : null);
    if (wanted === story && story) return false;
    for (const one of all(".story, .index")) one.classList.remove("now");
    story = wanted;
    const shown = story || document.getElementById("index");
    if (shown) shown.classList.add("now");
    document.title = (story && story.dataset.title) || "onrecord";
    scrollTo(0, 0);
    return true;
  }

  function route(loaded) {
    const { article, what, value } = parse(location.hash);
    const changed = enter(article);
    if (!story) return;
    if (what === "record" && value) openRecords(value.split(","), !loaded);
    else {
      closePanel(false);
      if (what === "at" && value) showWords(value);
      else if (changed && !loaded) story.querySelector("h1").focus({ preventScroll: true });
    }
  }

  function go(hash) {
    if (location.hash !== hash) history.pushState(null, "", hash);
  }

  // --- Views of the record ---

  function show(face) {
    story.dataset.shown = face;
    for (const button of all(".tabs button", story)) {
      button.setAttribute("aria-current", String(button.dataset.open === face));
    }
  }

  function openTab(face) {
    closePanel(false);
    show(face);
    if (!wide.matches) scrollTo(0, face === "text" ? 0 : story.querySelector(".cols").offsetTop - 8);
    story.querySelector(".faces").scrollTop = 0;
  }

  // --- Characters of the text ---

  function segments(at) {
    const spans = at.split(" ").filter(Boolean).map((span) => span.split("-").map(Number));
    return all("[data-s]", story).filter((one) =>
      spans.some(([start, end]) => start <= Number(one.dataset.s) && Number(one.dataset.e) <= end));
  }

  function showWords(at) {
    for (const one of all(".text .picked, .text .flash", story)) one.classList.remove("picked", "flash");
    const found = segments(at);
    if (!found.length) return;
    if (!wide.matches) show("text");
    for (const one of found) {
      one.classList.add("flash");
      if (one.dataset.r) one.classList.add("picked");
    }
    const box = found[0].getBoundingClientRect();
    const room = innerHeight * (wide.matches || !root.classList.contains("panel-open") ? 0.85 : 0.38);
    if (box.top < 40 || box.bottom > room) {
      const top = box.top + scrollY - Math.min(innerHeight * 0.3, room * 0.45);
      scrollTo({ top, behavior: still.matches ? "auto" : "smooth" });
    }
  }

  // --- Records ---

  const find = (id) => document.getElementById(`${story.id}/record/${id}`);

  function copy(element) {
    const card = element.closest(".card");
    const twin = card.cloneNode(true);
    for (const details of all("details", twin)) {
      const inner = element !== card && details.id === element.id;
      details.open = inner || (element === card && details === twin.querySelector("details"));
    }
    for (const one of [twin, ...all("[id]", twin)]) one.removeAttribute("id");
    twin.classList.remove("picked");
    return twin;
  }

  function openRecords(ids, focus) {
    const found = ids.map(find).filter(Boolean);
    if (!found.length) return closePanel(false);
    const panel = story.querySelector(".panel");
    const cards = new Map();
    for (const one of found) if (!cards.has(one.closest(".card"))) cards.set(one.closest(".card"), one);
    const title = panel.querySelector("h2");
    title.textContent = cards.size === 1 ? "Record" : `${cards.size} records in these words`;
    const body = panel.querySelector(".panel-body");
    body.replaceChildren(...[...cards.values()].map(copy));
    panel.hidden = false;
    body.scrollTop = 0;
    root.classList.add("panel-open");
    showWords(found[0].dataset.at);
    if (focus) title.focus({ preventScroll: true });
  }

  function closePanel(back) {
    if (!story) return;
    const panel = story.querySelector(".panel");
    if (panel.hidden) return;
    panel.hidden = true;
    root.classList.remove("panel-open");
    for (const one of all(".text .picked", story)) one.classList.remove("picked");
    if (!back) return;
    go(`#${story.id}`);
    if (opener && opener.isConnected) opener.focus({ preventScroll: true });
  }

  function pickCard(link, card) {
    for (const one of all(".card.picked", story)) one.classList.remove("picked");
    card.classList.add("picked");
    go(link.hash);
    showWords(card.dataset.at);
  }

  // --- Layers ---

  function toggle(button) {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    story.querySelector(".text").classList.toggle(`on-${button.dataset.layer}`, on);
    focusable(story);
  }

  function visible(mark) {
    const layers = mark.dataset.l.split(" ");
    const text = mark.closest(".text");
    return mark.dataset.r.split(" ").filter((_, at) => text.classList.contains(`on-${layers[at]}`));
  }

  function focusable(inside) {
    for (const mark of all("a.m", inside)) {
      const text = mark.closest(".text");
      const stops = mark.dataset.b.split(" ").some((layer) => text.classList.contains(`on-${layer}`));
      mark.tabIndex = stops ? 0 : -1;
    }
  }

  // --- Clicks and keys ---

  function clickMark(mark, event) {
    const ids = visible(mark);
    event.preventDefault();
    if (!ids.length || !getSelection().isCollapsed) return;
    opener = mark;
    go(`#${story.id}/record/${ids.join(",")}`);
    openRecords(ids, true);
  }

  function clickLink(link, event) {
    const { article, what, value } = parse(link.hash);
    event.preventDefault();
    if (!story || story.id !== `article/${article}` || !what) {
      go(link.hash);
      return route(false);
    }
    const card = link.closest(".faces .card");
    if (what === "record" && card && wide.matches && find(value) === card) return pickCard(link, card);
    if (!link.closest(".panel")) opener = link;
    go(link.hash);
    if (what === "at") showWords(value);
    else openRecords(value.split(","), true);
  }

  function click(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const target = event.target.closest("a, button, .m");
    if (!target) return;
    if (target.matches(".m")) clickMark(target, event);
    else if (target.dataset.open) openTab(target.dataset.open);
    else if (target.dataset.layer) toggle(target);
    else if (target.matches(".close")) closePanel(true);
    else if (target.matches("a[href^='#article/'], a[href='#index']")) clickLink(target, event);
  }

  addEventListener("DOMContentLoaded", () => {
    for (const one of all(".story")) {
      story = one;
      show("text");
    }
    story = null;
    focusable(document);
    document.addEventListener("click", click);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") closePanel(true);
    });
    addEventListener("hashchange", () => route(false));
    addEventListener("popstate", () => route(false));
    addEventListener("beforeprint", () => {
      for (const one of all("details", story || document)) one.open = true;
    });
    route(true);
  });
})();
