"""The desks that tests of pages open."""

from tests.ui.pages.chair_desk import open_chair, played
from tests.ui.pages.society_desk import new_office, office, open_office

__all__ = ["new_office", "office", "open_chair", "open_office", "played"]
