"""The origins task: whether two articles go back to one origin.

The pairs are made from invented reports by seeded edits and hand-written retellings
(``evaluation/origin_gold``); a third of the reports was held out while thresholds were set. Pairs
are judged alone, as a predictor sees them; then all articles of a part at once, where one wrong
link can join whole groups.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

from evaluation.task import Measure, Row, article_of, prf, read_rows
from onrecord import Coder
from onrecord.corpus.dossier import Dossier
from onrecord.corpus.search import dossier_of, trace
from onrecord.records import Article

FOLDER = Path(__file__).with_name("origin_gold")


class OriginTask:
    """Same origin or not, for pairs of articles."""

    name = "origins"
    needs: tuple[str, ...] = ()
    fast = True

    def predict(self, rows: Sequence[Row], coder: Coder) -> Iterator[Row]:  # noqa: ARG002
        """``same`` for each row, which carries two articles as ``one`` and ``other``.

        An article has ``text`` and may have ``id``, ``title``, ``outlet``, ``author``, ``date``.
        """
        known: dict[str, Dossier] = {}
        for row in rows:
            one, other = _article(row["one"], "1"), _article(row["other"], "2")
            origin = _origin_of([one, other], known)
            yield {"id": row["id"], "same": origin[one.id] == origin[other.id]}

    def score(self, data: Path, coder: Coder) -> Iterable[Measure]:  # noqa: ARG002
        """Precision and recall of pairs, alone and in the whole collection."""
        texts = {row["id"]: row for row in read_rows(FOLDER / "articles.jsonl")}
        pairs = read_rows(FOLDER / "pairs.jsonl")
        for part, held in (("dev", False), ("held", True)):
            mine = [pair for pair in pairs if pair["held"] is held]
            rows = [
                {**pair, "one": texts[pair["one"]], "other": texts[pair["other"]]} for pair in mine
            ]
            said = [row["same"] for row in self.predict(rows, coder)]
            yield from _measures(f"{part} pairs", [pair["same"] for pair in mine], said)
            yield from self._together(part, [t for t in texts.values() if t["held"] is held], mine)

    def _together(self, part: str, texts: Sequence[Row], pairs: Sequence[Row]) -> Iterator[Measure]:
        articles = {text["id"]: _article(text, text["id"]) for text in texts}
        origin = _origin_of(articles.values(), {})
        said = [origin[articles[p["one"]].id] == origin[articles[p["other"]].id] for p in pairs]
        yield from _measures(f"{part} together", [pair["same"] for pair in pairs], said)
        strangers = [
            (one, other) for one, other in combinations(articles, 2) if one[:3] != other[:3]
        ]
        joined = sum(
            origin[articles[one].id] == origin[articles[other].id] for one, other in strangers
        )
        yield Measure(name=f"{part} together: stories joined", value=joined, higher_is_better=False)


def _measures(part: str, gold: Sequence[bool], said: Sequence[bool]) -> Iterator[Measure]:
    right = sum(g and s for g, s in zip(gold, said, strict=True))
    precision, recall, _ = prf(right, sum(said), sum(gold))
    base, _, _ = prf(sum(gold), len(gold), sum(gold))
    yield Measure(name=f"{part}: precision", value=precision, baseline=base)
    yield Measure(name=f"{part}: recall", value=recall, baseline=100.0)


def _article(row: Row, key: str) -> Article:
    plain = article_of({"id": row.get("id") or key, **row})
    return Article(
        key=plain.key,
        text=plain.text,
        date=plain.date,
        title=row.get("title"),
        outlet=row.get("outlet"),
        author=row.get("author"),
    )


def _origin_of(articles: Iterable[Article], known: dict[str, Dossier]) -> dict[str, str]:
    """The origin of each article as a whole, by the article's id; ``known`` keeps dossiers."""

    def sketched(article: Article) -> Dossier:
        if article.id not in known:
            known[article.id] = dossier_of(article)
        return known[article.id]

    found = trace(articles, sketched=sketched)
    return {m.article: m.origin for m in found.members if m.whole and m.origin is not None}


TASK = OriginTask()
