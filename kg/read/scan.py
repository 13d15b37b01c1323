"""Scans: Tesseract recognises the words, and the ruled lines of the picture give the cells of its tables."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from kg.errors import Exit, KgError, Message, UnreadableError
from kg.places import Reading
from kg.read.build import DAMAGED, SAVE_AGAIN, SPLIT_IT, TOO_LARGE, Builder
from kg.read.layout import Box, Word
from kg.read.pages import Page, Pages
from kg.read.rules import ruled_cells, rules_of, without_rules

if TYPE_CHECKING:
    from PIL.Image import Image

READER = "scan"
_DPI = 300
#: Tesseract reads small marks best at about 300 dots an inch: the width of such a page
_GOOD_WIDTH = 2480
_MAX_PIXELS = 60_000_000
_MAX_FRAMES = 500
_LANGUAGE = "vie"
_TIMEOUT = 180
#: Tesseract is less sure than this of what is no word (a stamp, a scratch)
_LEAST_SURE, _LEAST_SURE_SIGN = 20, 60
#: cells that are read a second time, by themselves, where they hold so many pixels darker than this
_MAX_UNREAD, _LEAST_INK, _INK = 200, 25, 140
_HINT = Message(
    "Cài: pip install 'kgvb[ocr]', và chương trình Tesseract có tiếng Việt (Windows: bộ cài UB-Mannheim, chọn"
    " Vietnamese; Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-vie).",
    "Install: pip install 'kgvb[ocr]', and the program Tesseract with Vietnamese (Windows: the UB-Mannheim installer,"
    " tick Vietnamese; Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-vie).",
)


class MissingExtraError(KgError):
    """An optional part that this file needs is not installed."""

    exit = Exit.MISSING_EXTRA


def read_image(data: bytes, name: str, sha256: str) -> Reading:
    """The reading of a scanned picture; a TIFF file may hold several pages.

    Raises:
        UnreadableError: damaged, too large, or without text.
        MissingExtraError: what recognises text is not installed.
    """
    from PIL import Image as images
    from PIL import ImageSequence

    builder = Builder(name, sha256, READER)
    pages = Pages(builder)
    images.MAX_IMAGE_PIXELS = _MAX_PIXELS
    try:
        with images.open(BytesIO(data)) as picture:
            for number, frame in enumerate(ImageSequence.Iterator(picture), 1):
                if number > _MAX_FRAMES or frame.width * frame.height > _MAX_PIXELS:
                    raise UnreadableError(TOO_LARGE, name, SPLIT_IT)
                pages.add(page_of(frame.convert("L"), number, name))
    except KgError:
        raise
    except Exception:  # a damaged picture makes Pillow raise errors of every kind
        raise UnreadableError(DAMAGED, name, SAVE_AGAIN) from None
    pages.end()
    return builder.reading()


def render(data: bytes, index: int, name: str) -> Image:
    """A page of a PDF as a grey picture."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        page = document[index]
        width, height = page.get_size()
        scale = min(_DPI / 72, (_MAX_PIXELS / max(1.0, width * height)) ** 0.5)
        picture: Image = page.render(scale=scale, grayscale=True).to_pil().convert("L")
        document.close()
    except Exception:
        raise UnreadableError(DAMAGED, f"{name} (trang {index + 1})", SAVE_AGAIN) from None
    return picture


def page_of(picture: Image, number: int, name: str) -> Page:
    """The words and cells of a scanned page."""
    if picture.width < _GOOD_WIDTH:
        scale = min(2.0, _GOOD_WIDTH / picture.width)
        picture = picture.resize((round(picture.width * scale), round(picture.height * scale)))
    if sum(picture.histogram()[:_INK]) <= _LEAST_INK:
        return Page(number, (), ())
    rules = rules_of(picture)
    tables = ruled_cells(picture, rules)
    picture = without_rules(picture, rules)
    words = _words(picture, name, "--psm 3")
    for box in _unread(picture, tables, words):
        words += _words_in(picture, box, name)
    return Page(number, words, tables, tolerance=max(6.0, picture.width / 250))


def _unread(picture: Image, tables: Sequence[Sequence[Box]], words: Sequence[Word]) -> list[Box]:
    """The cells in which there is ink but no word was found: a single figure is often passed over."""
    out: list[Box] = []
    for box in (b for table in tables if len(table) > 1 for b in table):
        if any(box.holds(*w.centre) for w in words) or len(out) >= _MAX_UNREAD:
            continue
        ink = _crop(picture, box).histogram()[:_INK]
        if sum(ink) > _LEAST_INK:
            out.append(box)
    return out


def _crop(picture: Image, box: Box) -> Image:
    edge = picture.width / 400
    return picture.crop(
        (round(box.x0 + edge), round(box.top + edge), round(box.x1 - edge), round(box.bottom - edge))
        if box.x1 - box.x0 > 3 * edge and box.bottom - box.top > 3 * edge
        else (0, 0, 1, 1)
    )


def _words_in(picture: Image, box: Box, name: str) -> tuple[Word, ...]:
    """The words of one cell, read by itself."""
    part = _crop(picture, box)
    edge = picture.width / 400
    found = _words(part, name, "--psm 6")
    x, y = box.x0 + edge, box.top + edge
    return tuple(Word(w.x0 + x, w.top + y, w.x1 + x, w.bottom + y, w.text) for w in found)


def _words(picture: Image, name: str, how: str) -> tuple[Word, ...]:
    try:
        import pytesseract
    except ImportError:
        raise _missing(name) from None
    try:
        found = pytesseract.image_to_data(
            picture, lang=_LANGUAGE, config=how, output_type=pytesseract.Output.DICT, timeout=_TIMEOUT
        )
    except pytesseract.TesseractNotFoundError:
        raise _missing(name) from None
    except (pytesseract.TesseractError, RuntimeError) as error:
        if "language" in str(error).lower() or "tessdata" in str(error).lower():
            raise _missing(name) from None
        raise UnreadableError(DAMAGED, name, SAVE_AGAIN) from None
    out: list[Word] = []
    for i, text in enumerate(found["text"]):
        word = str(text).strip()
        if not word or float(found["conf"][i]) < _sure_enough(word):
            continue
        x, y = float(found["left"][i]), float(found["top"][i])
        out.append(Word(x, y, x + float(found["width"][i]), y + float(found["height"][i]), word))
    return tuple(out)


def _sure_enough(word: str) -> float:
    """How sure Tesseract must be of a word; of signs without a letter or figure, which are mostly dirt, more."""
    return _LEAST_SURE if any(map(str.isalnum, word)) else _LEAST_SURE_SIGN


def _missing(name: str) -> MissingExtraError:
    return MissingExtraError(
        Message(
            "Tệp là ảnh quét; phần nhận dạng chữ (tùy chọn “ocr”) chưa được cài.",
            "The file is a scan; what recognises its text (the extra “ocr”) is not installed.",
        ),
        name,
        _HINT,
    )
