"""Scans: Tesseract recognises the words, and the ruled lines of the picture give the cells of its tables."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from kg.errors import Exit, KgError, Message, UnreadableError
from kg.places import Reading
from kg.read.build import DAMAGED, SAVE_AGAIN, SPLIT_IT, TOO_LARGE, Builder
from kg.read.pages import Page, Pages
from kg.read.recognise import NotInstalledError, RecognitionError, has_ink, words_inside, words_outside
from kg.read.rules import ruled_cells, rules_of, straightened, without_rules

if TYPE_CHECKING:
    from PIL.Image import Image

READER = "scan"
_DPI = 300
#: Tesseract reads small marks best at about 300 dots an inch: the width of such a page
_GOOD_WIDTH = 2480
_MAX_PIXELS = 60_000_000
_MAX_FRAMES = 500
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
    if not has_ink(picture):
        return Page(number, (), ())
    picture = straightened(picture)
    rules = rules_of(picture)
    tables = ruled_cells(picture, rules)
    picture = without_rules(picture, rules)
    boxes = [box for table in tables if len(table) > 1 for box in table]
    try:
        words = (*words_outside(picture, boxes), *words_inside(picture, boxes))
    except NotInstalledError:
        raise _missing(name) from None
    except RecognitionError:
        raise UnreadableError(DAMAGED, name, SAVE_AGAIN) from None
    return Page(number, words, tables, tolerance=max(6.0, picture.width / 250))


def _missing(name: str) -> MissingExtraError:
    return MissingExtraError(
        Message(
            "Tệp là ảnh quét; phần nhận dạng chữ (tùy chọn “ocr”) chưa được cài.",
            "The file is a scan; what recognises its text (the extra “ocr”) is not installed.",
        ),
        name,
        _HINT,
    )
