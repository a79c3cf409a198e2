from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.ui.widgets.viewer.pages import (
    MARGIN_LEFT,
    MARGIN_RIGHT,
    PageStack,
    fitting_zoom,
    merged_lines,
    next_zoom,
    turned_point,
    turned_rect,
    united,
    unturned_point,
)

A4 = (595.0, 842.0)
SIZES = st.lists(st.tuples(st.floats(50, 3000), st.floats(50, 3000)), min_size=1, max_size=12).map(tuple)
TURNS = st.sampled_from((0, 90, 180, 270))


@given(st.tuples(st.floats(0, 595), st.floats(0, 842)), TURNS)
def test_that_turning_back_gives_the_same_point(point: tuple[float, float], turn: int) -> None:
    assert unturned_point(turned_point(point, A4, turn), A4, turn) == pytest.approx(point)


def test_that_a_quarter_turn_brings_the_upper_left_corner_to_the_upper_right() -> None:
    assert turned_point((0, 0), A4, 90) == (842, 0)
    assert turned_rect((0, 0, 10, 20), A4, 90) == (822, 0, 20, 10)


@given(SIZES, st.floats(0.1, 8), TURNS, st.integers(300, 2000), st.booleans(), st.data())
def test_that_a_place_on_a_page_survives_the_way_to_pixels_and_back(
    sizes: tuple[tuple[float, float], ...], zoom: float, turn: int, width: int, fits: bool, data: st.DataObject
) -> None:
    stack = PageStack(sizes, zoom, turn, width, fits)
    page = data.draw(st.integers(0, len(sizes) - 1))
    point = data.draw(st.tuples(st.floats(0, sizes[page][0]), st.floats(0, sizes[page][1])))
    x, y, _, _ = stack.to_pixels(page, (*point, 0.0, 0.0))
    # Page edges are whole pixels, so a place may be off by what one pixel is worth.
    assert stack.to_points(page, x, y) == pytest.approx(point, abs=1.01 / stack.scales[page])


@given(SIZES, st.floats(0.1, 4), TURNS, st.integers(300, 2000), st.integers(0, 20000), st.integers(1, 2000))
def test_that_the_visible_pages_are_those_that_touch_the_pane(
    sizes: tuple[tuple[float, float], ...], zoom: float, turn: int, width: int, top: int, height: int
) -> None:
    stack = PageStack(sizes, zoom, turn, width)
    seen = stack.visible(top, height)
    touching = [
        p for p in range(len(sizes)) if stack.tops[p] <= top + height and stack.tops[p] + stack.pixel_sizes[p][1] >= top
    ]
    assert [page for page in seen if page in touching] == touching


def test_that_fitting_the_width_fills_the_pane_between_the_margins() -> None:
    zoom = fitting_zoom((A4, A4), 0, 800)
    stack = PageStack((A4, A4), zoom, 0, 800, fits=True)
    assert stack.pixel_sizes[0][0] == 800 - MARGIN_LEFT - MARGIN_RIGHT
    assert stack.column_width == 800


def test_that_a_fold_out_does_not_make_the_other_pages_small() -> None:
    sizes = (A4, (2384.0, 1684.0), A4)
    stack = PageStack(sizes, fitting_zoom(sizes, 0, 800), 0, 800, fits=True)
    assert stack.pixel_sizes[0][0] == stack.pixel_sizes[1][0] == 800 - MARGIN_LEFT - MARGIN_RIGHT
    assert stack.column_width == 800


def test_that_zoom_steps_lead_from_the_fitted_size_to_the_neighbouring_step() -> None:
    assert next_zoom(0.61, larger=True) == 0.67
    assert next_zoom(0.61, larger=False) == 0.5
    assert next_zoom(8.0, larger=True) == 8.0
    assert next_zoom(0.1, larger=False) == 0.25


def test_that_letters_of_a_line_become_one_box_and_columns_stay_apart() -> None:
    line = [(10.0 + 6 * n, 100.0, 6.0, 12.0) for n in range(5)]
    column = [(300.0 + 6 * n, 100.0, 6.0, 12.0) for n in range(3)]
    below = [(10.0, 120.0, 6.0, 12.0)]
    assert merged_lines([*line, *column, *below]) == [(10, 100, 30, 12), (300, 100, 18, 12), (10, 120, 6, 12)]
    assert united([]) is None
