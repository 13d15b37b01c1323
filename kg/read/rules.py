"""The ruled lines of a scanned page, found without any library for pictures but Pillow, and the cells between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import atan, degrees
from typing import TYPE_CHECKING

from kg.read.layout import Box

if TYPE_CHECKING:
    from PIL.Image import Image

#: a line is sought in pieces of this share of the page's width, short enough that a skewed one is found too
_PIECE = 1 / 80
#: a line is at least so many pieces long: no stem of a letter is
_LEAST = 3
#: what is darker is ink
_DARK = 160
#: so light may a piece of a line be on average, of 255
_LIGHT_LEFT = 50
#: a line is level that rises less than this over the page
_LEVEL = 3


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight dark line: ``at`` across it, from ``low`` to ``high`` along it, and how thick it is."""

    at: float
    low: float
    high: float
    thick: int
    slope: float = 0.0  #: how much ``at`` grows along it


@dataclass(slots=True)
class _Chain:
    """A line while it is followed from piece to piece."""

    at: list[float]
    low: int
    high: int
    thick: int


def rules_of(picture: Image) -> tuple[list[Rule], list[Rule]]:
    """The horizontal and the vertical lines of a grey picture."""
    from PIL import Image as images

    black = picture.point(lambda v: 0 if v < _DARK else 255)
    piece = max(10, int(picture.width * _PIECE))
    return _lines(black, piece), _lines(black.transpose(images.Transpose.TRANSPOSE), piece)


def straightened(picture: Image) -> Image:
    """The picture turned so that its long lines are level; as it is where it has none, or they are."""
    from PIL import Image as images

    across, _ = rules_of(picture)
    long = sorted(r.slope for r in across if r.high - r.low > 0.25 * picture.width)
    slope = long[len(long) // 2] if long else 0.0
    if abs(slope) * picture.width < _LEVEL:
        return picture
    return picture.rotate(degrees(atan(slope)), images.Resampling.BICUBIC, fillcolor=255)


def ruled_cells(picture: Image, rules: tuple[list[Rule], list[Rule]]) -> tuple[tuple[Box, ...], ...]:
    """The boxes of the cells of each ruled table."""
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

    across, down = rules
    slack = max(4.0, picture.width / 250)
    edges = [_edge(r, "h") for r in across] + [_edge(r, "v") for r in down]
    joined = merge_edges(edges, slack, slack, slack * 2, slack * 2)
    cells = intersections_to_cells(edges_to_intersections(joined, slack, slack))
    return tuple(tuple(Box(*cell) for cell in table) for table in cells_to_tables(cells))


def without_rules(picture: Image, rules: tuple[list[Rule], list[Rule]]) -> Image:
    """The picture with its ruled lines painted over: they confuse the recognition of text."""
    from PIL import ImageDraw

    clean = picture.copy()
    draw = ImageDraw.Draw(clean)
    across, down = rules
    for rule in across:
        draw.line((rule.low, rule.at, rule.high, rule.at), fill=255, width=rule.thick + 2)
    for rule in down:
        draw.line((rule.at, rule.low, rule.at, rule.high), fill=255, width=rule.thick + 2)
    return clean


def _edge(rule: Rule, direction: str) -> dict[str, float | str]:
    x0, x1, top, bottom = (
        (rule.low, rule.high, rule.at, rule.at) if direction == "h" else (rule.at, rule.at, rule.low, rule.high)
    )
    return {
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
        "orientation": direction,
        "object_type": "line",
    }


def _lines(black: Image, piece: int) -> list[Rule]:
    """Horizontal lines: pieces that are dark along their whole length, chained from left to right."""
    small = black.reduce((piece, 1))
    width, height = small.size
    data = small.tobytes()
    ink = black.tobytes()
    open_: list[_Chain] = []
    done: list[_Chain] = []
    for column in range(width):
        runs = _dark_runs(data[column::width], height)
        still: list[_Chain] = []
        for chain in open_:
            run = next((r for r in runs if abs(r[0] - chain.at[-1]) <= 2), None)
            if run is None:
                done.append(chain)
                continue
            runs.remove(run)
            chain.at.append(run[0])
            chain.high, chain.thick = column + 1, max(chain.thick, run[1])
            still.append(chain)
        open_ = still + [_Chain([at], column, column + 1, thick) for at, thick in runs]
    done.extend(open_)
    long = [c for c in done if c.high - c.low >= _LEAST]
    return [_rule(c, piece, black.width, black.height, lambda x, y: ink[y * black.width + x] == 0) for c in long]


def _rule(chain: _Chain, piece: int, width: int, height: int, is_ink: Callable[[int, int], bool]) -> Rule:
    """A line with its true ends: they lie within a piece, not at its edge."""

    def dark(x: int, at: float) -> bool:
        return any(0 <= int(at) + d < height and is_ink(x, int(at) + d) for d in (-1, 0, 1))

    low, high = chain.low * piece, min(chain.high * piece, width) - 1
    while low > 0 and chain.low * piece - low < piece and dark(low - 1, chain.at[0]):
        low -= 1
    while high < width - 1 and high - chain.high * piece < piece and dark(high + 1, chain.at[-1]):
        high += 1
    middle = sorted(chain.at)[len(chain.at) // 2]
    spread = round(max(chain.at) - min(chain.at))
    slope = (chain.at[-1] - chain.at[0]) / ((chain.high - chain.low - 1) * piece)
    return Rule(middle, float(low), float(high), chain.thick + spread, slope)


def _dark_runs(column: bytes, height: int) -> list[tuple[float, int]]:
    """The middles and thicknesses of thin dark runs: thick ones are pictures or shading."""
    out: list[tuple[float, int]] = []
    start = None
    for y in range(height + 1):
        dark = y < height and column[y] <= _LIGHT_LEFT
        if dark and start is None:
            start = y
        elif not dark and start is not None:
            if y - start <= max(8, height // 250):
                out.append(((start + y - 1) / 2, y - start))
            start = None
    return out
