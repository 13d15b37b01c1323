"""Word (.docx): body in its order, then footnotes, headers and footers. Insertions are read, deletions never; the
numbers of lists are computed; what is not printed (comments, hidden text, page numbers) is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from kg.errors import UnreadableError
from kg.places import Reading
from kg.read.build import SPLIT_IT, TOO_LARGE, Builder, Part, RawCell, hand_groups
from kg.read.ink import Ink, Inked, Writing, joined
from kg.read.legacy import check_fonts
from kg.read.numbering import Numbering, W
from kg.read.package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

READER = "docx"
#: deeper than Word itself nests
_MAX_DEPTH = 60
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXT_BOX = f"{W}txbxContent"
_DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
_BLOCK_WRAPPERS = frozenset({f"{W}{x}" for x in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")})
#: what Word computes for each page: no words of the document
_PAGE_FIELDS = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION)\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"[-–\s]*(?:trang|page)?[\s\d/-]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Traced:
    """A reading, and which elements of which tree print it: ``root`` is that of ``part``, the main part; notes and
    margins stand in trees of their own."""

    reading: Reading
    inks: tuple[Ink, ...]
    package: Package
    part: str
    root: _Element


def read_docx(data: bytes, name: str, sha256: str) -> Reading:
    """The reading of a Word file.

    Raises:
        UnreadableError: damaged, too large, no text, or text in fonts of before Unicode.
    """
    return trace_docx(data, name, sha256).reading


def trace_docx(data: bytes, name: str, sha256: str) -> Traced:
    """The same reading with the elements that print it; raises as ``read_docx`` does."""
    package = Package(data, name)
    part = package.related("").get("officeDocument", "word/document.xml")
    root = package.xml(part)
    body = root.find(f"{W}body") if root is not None else None
    if root is None or body is None:
        raise package.damaged(part)
    related = package.related(part)
    styles = package.xml(related.get("styles", ""))
    check_fonts(_fonts(root, styles), name)
    reader = _Reader(Builder(name, sha256, READER), Numbering(package.xml(related.get("numbering", "")), styles), name)
    reader.blocks(body)
    for kind in ("footnotes", "endnotes"):
        reader.notes(package.xml(related.get(kind, "")))
    reader.margins(package, sorted(set(related.values())))
    return Traced(reader.builder.reading(), tuple(reader.builder.inks), package, part, root)


@dataclass(slots=True)
class _Line:
    """A paragraph while it is read: its lines (broken by hand), and the text boxes anchored in it."""

    lines: list[Writing] = field(default_factory=lambda: [Writing()])
    boxes: list[_Element] = field(default_factory=list)
    fields: list[list[str | None]] = field(default_factory=list)  #: of each open field its code, and None once it shows
    capitals: bool = False  #: the run shows its letters as capitals

    def add(self, text: str, element: _Element) -> None:
        if not any(f[-1] is not None or _PAGE_FIELDS.match("".join(x or "" for x in f)) for f in self.fields):
            self.lines[-1].add(text.upper() if self.capitals else text, element, len(text))

    def code(self, text: str) -> None:
        if self.fields and self.fields[-1][-1] is not None:
            self.fields[-1].append(text)

    def field_char(self, kind: str | None) -> None:
        if kind == "begin":
            self.fields.append([""])
        elif kind == "separate" and self.fields:
            self.fields[-1].append(None)
        elif kind == "end" and self.fields:
            self.fields.pop()


class _Reader:
    def __init__(self, builder: Builder, numbering: Numbering, name: str) -> None:
        self.builder = builder
        self._numbering = numbering
        self._name = name
        self._carried: _Line | None = None  # of a paragraph whose end is deleted: goes on with the next one
        self._inline: dict[str, Callable[[_Element, _Line, int], None]] = {
            f"{W}t": lambda e, line, _: line.add(e.text or "", e),
            f"{W}instrText": lambda e, line, _: line.code(e.text or ""),
            f"{W}tab": lambda e, line, _: line.add(" ", e),
            f"{W}ptab": lambda e, line, _: line.add(" ", e),
            f"{W}noBreakHyphen": lambda e, line, _: line.add("-", e),
            f"{W}fldChar": self._field_char,
            f"{W}br": self._break,
            f"{W}cr": self._break,
            f"{W}r": self._run,
            f"{W}fldSimple": self._simple_field,
            f"{_MC}AlternateContent": self._alternative,
            _TEXT_BOX: lambda e, line, _: line.boxes.append(e),
        }
        for skipped in (
            "pPr",
            "rPr",
            "delText",
            "delInstrText",
            "footnoteReference",
            "endnoteReference",
            "footnoteRef",
        ):
            self._inline[f"{W}{skipped}"] = lambda e, line, _: None

    # ── blocks ───────────────────────────────────────────────────────────────────────────────────────────────────────
    def blocks(self, parent: _Element, depth: int = 0) -> None:
        """The paragraphs and tables of the body."""
        for child in self._children(parent, depth):
            if child.tag == f"{W}tbl":
                self.builder.table(self._rows(child, depth))
            else:
                for text in self._paragraph(child, depth):
                    self.builder.paragraph(Part(text.text, inked=text))

    def _children(self, parent: _Element, depth: int) -> Iterator[_Element]:
        """Paragraphs and tables, those of wrappers too, without what is deleted."""
        if depth > _MAX_DEPTH:
            raise UnreadableError(TOO_LARGE, self._name, SPLIT_IT)
        for child in parent:
            if child.tag in (f"{W}p", f"{W}tbl"):
                yield child
            elif child.tag in _BLOCK_WRAPPERS:
                yield from self._children(child, depth + 1)
            elif child.tag == f"{_MC}AlternateContent":
                for chosen in islice(child, 1):
                    yield from self._children(chosen, depth + 1)

    def _paragraph(self, element: _Element, depth: int) -> list[Inked]:
        """The lines of a paragraph, those of its text boxes after it."""
        properties = element.find(f"{W}pPr")
        line, self._carried = self._carried or _Line(), None
        before = any(text.strip() for each in line.lines for text in each.texts)
        self._walk(element, line, depth)
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            self._carried = line
            return []
        written = [each.line() for each in line.lines]
        texts = [joined([written[i] for i in group]) for group in hand_groups([each.text for each in written])]
        if texts and not before and (label := self._numbering.label(properties)):
            texts[0] = texts[0].stripped().labelled(label)
        for box in line.boxes:
            texts.extend(self._lines(box, depth + 1))
        return texts

    def _lines(self, parent: _Element, depth: int) -> list[Inked]:
        """All that ``parent`` holds as lines, tables too."""
        out: list[Inked] = []
        for child in self._children(parent, depth):
            if child.tag == f"{W}tbl":
                out.extend(line for row in self._rows(child, depth + 1) for cell in row for line in cell.inked)
            else:
                out.extend(self._paragraph(child, depth))
        return out

    # ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────────
    def _rows(self, table: _Element, depth: int) -> list[list[RawCell]]:
        return [self._row(row, depth) for row in _wrapped(table, f"{W}tr") if row.find(f"{W}trPr/{W}del") is None]

    def _row(self, row: _Element, depth: int) -> list[RawCell]:
        cells = [RawCell()] * _span(row.find(f"{W}trPr/{W}gridBefore"), 0)
        for cell in _wrapped(row, f"{W}tc"):
            properties = cell.find(f"{W}tcPr")
            merge = properties.find(f"{W}vMerge") if properties is not None else None
            beside = properties.find(f"{W}hMerge") if properties is not None else None
            width = _span(properties.find(f"{W}gridSpan") if properties is not None else None, 1)
            below = merge is not None and merge.get(f"{W}val") != "restart"
            hidden = below or (beside is not None and beside.get(f"{W}val") != "restart")
            lines = () if hidden else tuple(self._lines(cell, depth + 1))
            if properties is not None and properties.find(f"{W}cellDel") is not None:
                lines = ()
            cells.append(RawCell(tuple(x.text for x in lines), below, lines))
            cells.extend(RawCell(merged=below) for _ in range(width - 1))
        return cells

    # ── inline ───────────────────────────────────────────────────────────────────────────────────────────────────────
    def _walk(self, element: _Element, line: _Line, depth: int) -> None:
        if depth > _MAX_DEPTH:
            raise UnreadableError(TOO_LARGE, self._name, SPLIT_IT)
        for child in element:
            if not isinstance(child.tag, str) or child.tag in _DELETED:
                continue
            handle = self._inline.get(child.tag)
            if handle:
                handle(child, line, depth)
            elif child.tag.endswith("math}t"):
                line.add(child.text or "", child)
            else:
                self._walk(child, line, depth + 1)

    def _run(self, run: _Element, line: _Line, depth: int) -> None:
        properties = run.find(f"{W}rPr")
        if properties is not None and _on(properties.find(f"{W}vanish")):
            return
        if properties is not None and _on(properties.find(f"{W}caps")):
            before, line.capitals = line.capitals, True
            self._walk(run, line, depth + 1)
            line.capitals = before
            return
        self._walk(run, line, depth + 1)

    def _break(self, element: _Element, line: _Line, depth: int) -> None:
        if element.get(f"{W}type") in (None, "textWrapping"):
            line.lines.append(Writing())
        else:
            line.add(" ", element)

    def _field_char(self, element: _Element, line: _Line, depth: int) -> None:
        if len(line.fields) > _MAX_DEPTH:
            raise UnreadableError(TOO_LARGE, self._name, SPLIT_IT)
        line.field_char(element.get(f"{W}fldCharType"))

    def _simple_field(self, element: _Element, line: _Line, depth: int) -> None:
        if not _PAGE_FIELDS.match(element.get(f"{W}instr") or ""):
            self._walk(element, line, depth + 1)

    def _alternative(self, element: _Element, line: _Line, depth: int) -> None:
        """One of several drawings of the same thing: the first that holds text."""
        for choice in element:
            if isinstance(choice.tag, str) and (choice.find(f".//{_TEXT_BOX}") is not None or choice is element[-1]):
                self._walk(choice, line, depth + 1)
                return

    # ── what stands outside the body ─────────────────────────────────────────────────────────────────────────────────
    def notes(self, root: _Element | None) -> None:
        """Footnotes or endnotes, each marked by its number."""
        number = 0
        for note in root if root is not None else ():
            if note.get(f"{W}type") not in (None, "normal"):
                continue
            number += 1
            for i, text in enumerate(self._lines(note, 1)):
                line = text.labelled(f"[{number}]") if i == 0 else text
                self.builder.paragraph(Part(line.text, inked=line))

    def margins(self, package: Package, parts: list[str]) -> None:
        """Running headers and footers that say more than a page number, each once."""
        seen: set[str] = set()
        for part in parts:
            root = package.xml(part) if "/header" in f"/{part}" or "/footer" in f"/{part}" else None
            for text in self._lines(root, 1) if root is not None else ():
                if text.text.strip() not in seen and not _PAGE_NUMBER.fullmatch(text.text):
                    seen.add(text.text.strip())
                    self.builder.paragraph(Part(text.text, inked=text))


def _wrapped(parent: _Element, tag: str, depth: int = 0) -> Iterator[_Element]:
    """The rows of a table or cells of a row, those inside content controls and insertions too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _BLOCK_WRAPPERS and depth < _MAX_DEPTH:
            yield from _wrapped(child, tag, depth + 1)


def _span(element: _Element | None, default: int) -> int:
    try:
        value = int(element.get(f"{W}val") or default) if element is not None else default
    except ValueError:
        return default
    return max(default, min(value, 251))


def _on(element: _Element | None) -> bool:
    return element is not None and element.get(f"{W}val") not in ("0", "false", "off", "none")


def _fonts(root: _Element, styles: _Element | None) -> list[tuple[str, int]]:
    """Fonts named in runs with how many characters each sets; "" stands for the default font."""
    usual = ""
    if styles is not None:
        default = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
        normal = styles.find(f"{W}style[@{W}default='1']/{W}rPr/{W}rFonts")
        for fonts in (default, normal):
            usual = (fonts.get(f"{W}ascii") or usual) if fonts is not None else usual
    out: list[tuple[str, int]] = []
    for run in root.iter(f"{W}r"):
        fonts = run.find(f"{W}rPr/{W}rFonts")
        named = fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") if fonts is not None else None
        out.append((named or usual, sum(len(t.text or "") for t in run.iterchildren(f"{W}t"))))
    return out
