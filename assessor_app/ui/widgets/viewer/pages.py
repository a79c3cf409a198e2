"""Where pages lie: a stack of pages in a scrolled column, told in plain numbers so that it can be tested without a window.

Rules kept here:
- Three sets of coordinates. *Page points*: see `values`. *Turned points*: the same page after the reader's own turn.
  *Column pixels*: logical pixels from the top left of the whole stack; the view subtracts its scroll offset.
- One point is `zoom * 96 / 72` pixels, whole pixels for page edges, so that neighbouring tiles meet without a seam.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from assessor_app.ui.widgets.viewer.values import Rect

PIXELS_PER_POINT = 96 / 72
PAGE_GAP = 14
MARGIN_TOP = 14
MARGIN_LEFT = 24
MARGIN_RIGHT = 58
"""Room for the badges of pins beside the page."""
LEAST_ZOOM = 0.1
MOST_ZOOM = 8.0
ZOOM_STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 6.0, 8.0)


@dataclass(frozen=True)
class PageStack:
    """Pages of the given sizes (points), turned by `rotation` degrees, one below the other, centred in `width` pixels.

    With `fits`, a page wider than the usual one is made smaller until it fits the width as well.
    """

    sizes: tuple[tuple[float, float], ...]
    zoom: float
    rotation: int
    width: int
    fits: bool = False

    @cached_property
    def scales(self) -> tuple[float, ...]:
        """Pixels per point of each page."""
        usual = self.zoom * PIXELS_PER_POINT
        if not self.fits:
            return (usual,) * len(self.sizes)
        room = max(self.width - MARGIN_LEFT - MARGIN_RIGHT, 40)
        widths = (max(turned_size(size, self.rotation)[0], 1.0) for size in self.sizes)
        return tuple(min(usual, max(room / width, LEAST_ZOOM)) for width in widths)

    @cached_property
    def pixel_sizes(self) -> tuple[tuple[int, int], ...]:
        """Width and height of each page in pixels."""
        turned = (turned_size(size, self.rotation) for size in self.sizes)
        scaled = zip(turned, self.scales, strict=True)
        return tuple((max(1, round(w * scale)), max(1, round(h * scale))) for (w, h), scale in scaled)

    @cached_property
    def tops(self) -> tuple[int, ...]:
        """Upper edge of each page in column pixels."""
        edges, at = [], MARGIN_TOP
        for _, height in self.pixel_sizes:
            edges.append(at)
            at += height + PAGE_GAP
        return tuple(edges)

    @cached_property
    def column_width(self) -> int:
        """Pixels the stack needs across, margins included, and at least `width`."""
        widest = max((w for w, _ in self.pixel_sizes), default=0)
        return max(self.width, widest + MARGIN_LEFT + MARGIN_RIGHT)

    @cached_property
    def height(self) -> int:
        """Pixels the stack needs downwards, margins included."""
        if not self.sizes:
            return 0
        return self.tops[-1] + self.pixel_sizes[-1][1] + PAGE_GAP

    def frame(self, page: int) -> tuple[int, int, int, int]:
        """Left, top, width, height of a page in column pixels."""
        width, height = self.pixel_sizes[page]
        left = MARGIN_LEFT + (self.column_width - MARGIN_LEFT - MARGIN_RIGHT - width) // 2
        return left, self.tops[page], width, height

    def page_at(self, y: float) -> int:
        """The page whose span holds the column pixel `y`; the nearest one in a gap or outside."""
        return min(max(bisect_right(self.tops, y) - 1, 0), max(len(self.sizes) - 1, 0))

    def visible(self, top: int, height: int) -> range:
        """The pages that any pixel from `top` on for `height` pixels touches."""
        if not self.sizes:
            return range(0)
        first = self.page_at(top)
        last = self.page_at(top + height)
        if first < last and self.tops[first] + self.pixel_sizes[first][1] < top:
            first += 1
        return range(first, last + 1)

    def to_points(self, page: int, x: float, y: float) -> tuple[float, float]:
        """Column pixels to page points; a place outside the page is moved to its edge."""
        left, top, width, height = self.frame(page)
        across = min(max(x - left, 0), width) / self.scales[page]
        down = min(max(y - top, 0), height) / self.scales[page]
        return unturned_point((across, down), self.sizes[page], self.rotation)

    def to_pixels(self, page: int, rect: Rect) -> Rect:
        """A rectangle in page points as one in column pixels."""
        left, top, _, _ = self.frame(page)
        scale = self.scales[page]
        x, y, w, h = turned_rect(rect, self.sizes[page], self.rotation)
        return left + x * scale, top + y * scale, w * scale, h * scale


def fitting_zoom(sizes: tuple[tuple[float, float], ...], rotation: int, width: int) -> float:
    """The zoom at which the usual page is as wide as `width` pixels allow.

    "Usual" is the median width: one fold-out plan must not make five hundred pages tiny.
    """
    widths = sorted(turned_size(size, rotation)[0] for size in sizes)
    if not widths:
        return 1.0
    usual = max(widths[len(widths) // 2], 1.0)
    return clamped_zoom((width - MARGIN_LEFT - MARGIN_RIGHT) / (usual * PIXELS_PER_POINT))


def clamped_zoom(zoom: float) -> float:
    """`zoom` within what is offered."""
    return min(max(zoom, LEAST_ZOOM), MOST_ZOOM)


def next_zoom(zoom: float, *, larger: bool) -> float:
    """The neighbouring step of the zoom ladder."""
    near = 0.005
    if larger:
        return next((step for step in ZOOM_STEPS if step > zoom + near), ZOOM_STEPS[-1])
    return next((step for step in reversed(ZOOM_STEPS) if step < zoom - near), ZOOM_STEPS[0])


def turned_size(size: tuple[float, float], rotation: int) -> tuple[float, float]:
    """Width and height after a turn by `rotation` degrees clockwise."""
    return (size[1], size[0]) if rotation % 180 else size


def turned_point(point: tuple[float, float], size: tuple[float, float], rotation: int) -> tuple[float, float]:
    """A point of a page of `size` after the page was turned clockwise."""
    (x, y), (width, height) = point, size
    match rotation % 360:
        case 90:
            return height - y, x
        case 180:
            return width - x, height - y
        case 270:
            return y, width - x
        case _:
            return x, y


def unturned_point(point: tuple[float, float], size: tuple[float, float], rotation: int) -> tuple[float, float]:
    """The point of the unturned page (of `size`) that lies at `point` after the turn."""
    return turned_point(point, turned_size(size, rotation), -rotation)


def turned_rect(rect: Rect, size: tuple[float, float], rotation: int) -> Rect:
    """A rectangle of a page of `size` after the page was turned clockwise."""
    x, y, width, height = rect
    one = turned_point((x, y), size, rotation)
    other = turned_point((x + width, y + height), size, rotation)
    left, top = min(one[0], other[0]), min(one[1], other[1])
    return left, top, abs(one[0] - other[0]), abs(one[1] - other[1])


def united(rects: list[Rect]) -> Rect | None:
    """The smallest rectangle that holds all of `rects`."""
    if not rects:
        return None
    left = min(r[0] for r in rects)
    top = min(r[1] for r in rects)
    return left, top, max(r[0] + r[2] for r in rects) - left, max(r[1] + r[3] for r in rects) - top


def merged_lines(rects: list[Rect]) -> list[Rect]:
    """Boxes of neighbouring characters joined into one box per line, in the order given.

    A box joins the line before it if the two overlap by half of the smaller one's height and lie less than two heights apart
    (so that columns and table cells stay separate).
    """
    lines: list[Rect] = []
    for box in rects:
        if box[2] <= 0 or box[3] <= 0:
            continue
        joined = united([lines[-1], box]) if lines and _same_line(lines[-1], box) else None
        if joined:
            lines[-1] = joined
        else:
            lines.append(box)
    return lines


def _same_line(line: Rect, box: Rect) -> bool:
    lower = min(line[3], box[3])
    overlap = min(line[1] + line[3], box[1] + box[3]) - max(line[1], box[1])
    apart = max(box[0] - (line[0] + line[2]), line[0] - (box[0] + box[2]))
    return overlap >= lower / 2 and apart <= 2 * lower
