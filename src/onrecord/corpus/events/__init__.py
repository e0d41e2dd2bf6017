"""Events across articles: their tellings, standing and figures, and forecasts of them."""
