"""The desks that tests of pages open."""

from tests.ui.pages.chair_desk import open_chair, played

__all__ = ["open_chair", "played"]
