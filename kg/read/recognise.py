"""Words of a picture by Tesseract. A page as a whole confuses it where columns stand close, so the cells of tables are
set beneath each other in a picture of their own, and what stands outside is read without them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.read.layout import Box, Word

if TYPE_CHECKING:
    from PIL.Image import Image

_LANGUAGE = "vie"
_TIMEOUT = 180
#: Tesseract is less sure than this of what is no word (a stamp, a scratch); of signs it must be surer. In the cells of
#: a table there is little but words
_LEAST_SURE, _LEAST_SURE_IN_CELL, _LEAST_SURE_SIGN = 20, 0, 60
#: a word of which Tesseract is less sure may hold a wrong letter: of those above, one in two hundred does
_SURE = 60
#: what is darker is ink, and fewer pixels of it are dirt
_INK, _LEAST_INK = 140, 25
#: cells in one picture are at most so high together: Tesseract takes no more than 32767
_MAX_HEIGHT = 12_000


class NotInstalledError(Exception):
    """Tesseract, its Vietnamese data or pytesseract is not there."""


class RecognitionError(Exception):
    """Tesseract could not read the picture."""


def has_ink(picture: Image) -> bool:
    """Whether anything is printed on a grey picture."""
    return sum(picture.histogram()[:_INK]) > _LEAST_INK


def words_outside(picture: Image, boxes: Sequence[Box]) -> list[Word]:
    """The words that stand in none of ``boxes``."""
    from PIL import ImageDraw

    rest = picture.copy()
    draw = ImageDraw.Draw(rest)
    for box in boxes:
        draw.rectangle((box.x0, box.top, box.x1, box.bottom), fill=255)
    return _words(rest, 3, _LEAST_SURE) if has_ink(rest) else []


def words_inside(picture: Image, boxes: Sequence[Box]) -> list[Word]:
    """The words of each box, recognised apart from its neighbours."""
    from PIL import Image as images

    gap = max(8, picture.width // 60)
    out: list[Word] = []
    for strip in _strips(picture, boxes, gap):
        width = max(part.width for _, part, _ in strip) + 2 * gap
        height = strip[-1][2] + strip[-1][1].height + gap
        stacked = images.new("L", (width, height), 255)
        for _, part, y in strip:
            stacked.paste(part, (gap, y))
        for word in _words(stacked, 6, _LEAST_SURE_IN_CELL):
            middle = word.centre[1]
            box, _, y = max((s for s in strip if s[2] <= middle), key=lambda s: s[2], default=strip[0])
            dx, dy = box.x0 - gap, box.top - y
            moved = Word(word.x0 + dx, word.top + dy, word.x1 + dx, word.bottom + dy, word.text, word.sure)
            if box.top <= moved.centre[1] < box.bottom:
                out.append(moved)
    return out


def _strips(picture: Image, boxes: Sequence[Box], gap: int) -> Iterator[list[tuple[Box, Image, int]]]:
    """Boxes with ink, each with its picture and how far down it stands, as many as one picture takes."""
    strip: list[tuple[Box, Image, int]] = []
    y = gap
    for whole in boxes:
        edge = picture.width / 500
        box = Box(round(whole.x0 + edge), round(whole.top + edge), round(whole.x1 - edge), round(whole.bottom - edge))
        if box.x1 <= box.x0 or box.bottom <= box.top:
            continue
        part = _trimmed(picture.crop((int(box.x0), int(box.top), int(box.x1), int(box.bottom))))
        if part is None:
            continue
        if strip and y + part.height > _MAX_HEIGHT:
            yield strip
            strip, y = [], gap
        strip.append((box, part, y))
        y += part.height + gap
    if strip:
        yield strip


def _trimmed(part: Image) -> Image | None:
    """A cell's picture down to its last ink; None where it is empty."""
    box = part.point(lambda v: 255 if v < _INK else 0).getbbox()
    return part.crop((0, 0, part.width, min(part.height, box[3] + 4))) if box and has_ink(part) else None


def _words(picture: Image, mode: int, least: float) -> list[Word]:
    try:
        import pytesseract
    except ImportError:
        raise NotInstalledError from None
    try:
        found = pytesseract.image_to_data(
            picture, lang=_LANGUAGE, config=f"--psm {mode}", output_type=pytesseract.Output.DICT, timeout=_TIMEOUT
        )
    except pytesseract.TesseractNotFoundError:
        raise NotInstalledError from None
    except (pytesseract.TesseractError, RuntimeError) as error:
        said = str(error).lower()
        raise (NotInstalledError if "language" in said or "tessdata" in said else RecognitionError) from None
    out: list[Word] = []
    for i, text in enumerate(found["text"]):
        word = str(text).strip()
        sureness = float(found["conf"][i])
        if word and sureness >= (least if any(map(str.isalnum, word)) else _LEAST_SURE_SIGN):
            x, y = float(found["left"][i]), float(found["top"][i])
            right, bottom = x + float(found["width"][i]), y + float(found["height"][i])
            out.append(Word(x, y, right, bottom, word, sureness >= _SURE))
    return out
