"""Plans of many districts, made from the shipped one: other places and numbers, sentences in another order or left out.

The form stays (table, page breaks, merged cells), so that reading costs what it costs on a real plan.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

_FIRST = (
    "An",
    "Bình",
    "Cẩm",
    "Châu",
    "Đại",
    "Đông",
    "Gia",
    "Hà",
    "Hải",
    "Hòa",
    "Hưng",
    "Kim",
    "Lâm",
    "Long",
    "Mỹ",
    "Nam",
)
_SECOND = ("Ba", "Cường", "Dương", "Đức", "Giang", "Hạ", "Khê", "Lạc", "Lễ", "Lộc", "Minh", "Nghĩa", "Nguyên", "Phong")
_THIRD = ("Sơn", "Tây", "Thọ", "Thủy", "Tiến", "Trạch", "Trung", "Vân")
_SENTENCE = re.compile(r"(?<=[;.]) (?=[A-ZĐa-zđ])")


def places() -> list[str]:
    """Names of districts that do not exist."""
    return [f"{a} {b} {c}" for a in _FIRST for b in _SECOND for c in _THIRD]


def plans(shipped: str, count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """File name and text of ``count`` plans, each of its own district (of a province that has some)."""
    rng = random.Random(seed)
    names = places()
    provinces = names[-40:]
    for index in range(count):
        place, province = names[index % len(names)], provinces[index % len(provinces)]
        number = 10 + index // len(names) * 7 + index % 90
        text = shipped.replace("Vĩnh Linh", place).replace("VĨNH LINH", place.upper())
        text = text.replace("Quảng Trị", province).replace("QUẢNG TRỊ", province.upper())
        text = text.replace("Số 68 - KH/HU", f"Số {number} - KH/HU")
        yield f"{number}-KH-HU-{index}.txt", "\n".join(_varied(line, rng) for line in text.split("\n"))


def _varied(line: str, rng: random.Random) -> str:
    """The line with some of its middle sentences in another order or left out; its cells keep their number."""
    if not line.startswith("\t- "):
        return line
    content, *cells = line[1:].split("\t")
    first, *middle = _SENTENCE.split(content)
    if len(middle) > 2:
        last = middle.pop()
        rng.shuffle(middle)
        middle = [sentence for sentence in middle if rng.random() > 0.2] + [last]
    return "\t".join(["", " ".join([first, *middle]), *cells])
