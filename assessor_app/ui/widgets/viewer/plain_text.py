"""Finding words in candidates' papers as the whole program finds them; the rules stand in `models.plain_text`."""

from assessor_app.models.plain_text import FoldedText, fold, tidy_quote

__all__ = ["FoldedText", "fold", "tidy_quote"]
