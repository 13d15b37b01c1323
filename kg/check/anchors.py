"""Where the range of a comment begins and ends in the body of a Word file; runs are cut, no character is changed.

Word allows comments in the body only: a remark on a note is anchored at the note's reference, one on a text box at the
run that holds the box, one on a running header or footer at the beginning of the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from kg.read.docx import Traced
from kg.read.ink import within
from kg.read.numbering import W
from kg.source import Source

if TYPE_CHECKING:
    from lxml.etree import _Element

_RUN, _TEXT, _BOX = f"{W}r", f"{W}t", f"{W}txbxContent"
_CONTROL = f"{W}sdt"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
#: what may hold the ends of a range beside its runs
_HOLDERS = frozenset(f"{W}{x}" for x in ("p", "hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdtContent"))
#: what prints something in the body
_SHOWN = tuple(f"{W}{x}" for x in ("t", "tab", "ptab", "noBreakHyphen", "footnoteReference", "endnoteReference"))
#: fields within which comments are shown as such
_HARMLESS = frozenset({"HYPERLINK", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN"})
_REFERENCES = {f"{W}footnote": f"{W}footnoteReference", f"{W}endnote": f"{W}endnoteReference"}


class _Stretch(NamedTuple):
    """What a remark is about: from ``start`` in the text of ``first`` to ``stop`` in that of ``last``."""

    first: _Element
    start: int
    last: _Element
    stop: int


class Anchors:
    """Sets the ranges of comments in the tree of one file."""

    def __init__(self, traced: Traced) -> None:
        self._root = traced.root
        self._inks = traced.inks
        self._controls = _Controls(traced.root)
        self._notes: dict[tuple[str, str | None], _Element] | None = None
        self._fields: dict[_Element, tuple[_Element, _Element]] | None = None

    def set(self, comments: Sequence[tuple[str, Source]]) -> None:
        """Gives each comment, named by its id, the range of its source."""
        stretches = [(number, self._stretch(source)) for number, source in comments]
        pieces = _cut_all(stretch for _, stretch in stretches)
        for number, stretch in stretches:
            first = pieces.get((stretch.first, stretch.start), stretch.first)
            last = pieces.get((stretch.last, -stretch.stop), stretch.last)
            place, reference = _edge(last, after=True), _reference(number)
            outside = self._controls.beside(last)
            _mark(place, [_range("End", number)] if outside else [_range("End", number), reference])
            if outside:
                _mark(outside, [reference])
            _mark(_edge(first, after=False), [_range("Start", number)])

    def _stretch(self, source: Source) -> _Stretch:
        """What prints the first piece of a source, and those after it in the same paragraph or cell."""
        start, end = _reach(source)
        inks = within(self._inks, start, end)
        if not inks:
            return self._whole(self._beginning())
        first, last = inks[0], inks[-1]
        if self._stands_apart(first.element) or self._stands_apart(last.element):
            return self._whole(self._in_body(first.element))
        return self._around_fields(_Stretch(first.element, first.start, last.element, last.stop))

    def _around_fields(self, stretch: _Stretch) -> _Stretch:
        if self._fields is None:
            self._fields = _fields(self._root)
        opening, closing = self._fields.get(stretch.first), self._fields.get(stretch.last)
        first = (opening[0], 0) if opening else (stretch.first, stretch.start)
        last = (closing[1], 1) if closing else (stretch.last, stretch.stop)
        return _Stretch(*first, *last)

    @staticmethod
    def _whole(element: _Element) -> _Stretch:
        return _Stretch(element, 0, element, len(element.text or "") if element.tag == _TEXT else 1)

    # ── what stands outside the body ─────────────────────────────────────────────────────────────────────────────────
    def _stands_apart(self, element: _Element) -> bool:
        return any(e.tag == _BOX for e in element.iterancestors()) or _top(element) is not self._root

    def _in_body(self, element: _Element) -> _Element:
        """What stands in the body for an element of a note, a box or a margin."""
        if _top(element) is not self._root:
            note = next((e for e in element.iterancestors() if e.tag in _REFERENCES), None)
            reference = self._reference(note) if note is not None else None
            element = reference if reference is not None else self._beginning()
        boxes = [e for e in element.iterancestors() if e.tag == _BOX]
        return boxes[-1] if boxes else element

    def _reference(self, note: _Element) -> _Element | None:
        if self._notes is None:
            found = (e for e in self._root.iter(*_REFERENCES.values()) if isinstance(e.tag, str))
            self._notes = {(str(e.tag), e.get(f"{W}id")): e for e in found}
        return self._notes.get((_REFERENCES[str(note.tag)], note.get(f"{W}id")))

    def _beginning(self) -> _Element:
        """What prints the first words of the body; of an empty body, a run made for it."""
        for ink in self._inks:
            if not self._stands_apart(ink.element):
                return ink.element
        body = self._root[0]
        paragraph = next(body.iter(f"{W}p"), None)
        if paragraph is None:
            paragraph = body.makeelement(f"{W}p")
            body.insert(0, paragraph)
        run = paragraph.makeelement(_RUN)
        paragraph.append(run)
        return run


def _reach(source: Source) -> tuple[int, int]:
    """From the first piece to the last one in the same cell, or outside tables; what other cells hold stays outside."""
    first = source[0]
    end = first.end or 0
    for piece in source[1:]:
        if (piece.table, piece.row, piece.cell) != (first.table, first.row, first.cell):
            break
        end = max(end, piece.end or 0)
    return first.start or 0, end


def _fields(root: _Element) -> dict[_Element, tuple[_Element, _Element]]:
    """What fields show, with the beginning and the end of its field; LibreOffice 7 shows comments within most of them
    as text. A field over several paragraphs is none of these."""
    found: dict[_Element, tuple[_Element, _Element]] = {}
    open_: list[tuple[_Element, list[str], list[_Element]]] = []
    for element in root.iter(f"{W}fldChar", f"{W}instrText", *_SHOWN):
        kind = element.get(f"{W}fldCharType") if element.tag == f"{W}fldChar" else None
        if kind == "begin":
            open_.append((element, [], []))
        elif kind == "end" and open_:
            begin, code, shown = open_.pop()
            words = "".join(code).split()
            if not (words and words[0].upper() in _HARMLESS) and _paragraph(begin) is _paragraph(element):
                found.update(dict.fromkeys(shown, (begin, element)))
            if open_:
                open_[-1][2].extend(shown)
        elif open_ and element.tag == f"{W}instrText":
            open_[-1][1].append(element.text or "")
        elif open_ and kind is None:
            open_[-1][2].append(element)
    return found


def _paragraph(element: _Element) -> _Element | None:
    return next(element.iterancestors(f"{W}p"), None)


def _top(element: _Element) -> _Element:
    return element.getroottree().getroot()


# ── texts are cut ────────────────────────────────────────────────────────────────────────────────────────────────────
def _cut_all(stretches: Iterator[_Stretch]) -> dict[tuple[_Element, int], _Element]:
    """Cuts each text where stretches begin and end within it. The pieces are found by the whole text and where they
    begin in it, or by where they end, negative."""
    cuts: dict[_Element, set[int]] = defaultdict(set)
    for s in stretches:
        cuts[s.first].add(s.start)
        cuts[s.last].add(s.stop)
    pieces: dict[tuple[_Element, int], _Element] = {}
    for element, places in cuts.items():
        text = element.text or ""
        inner = sorted(at for at in places if 0 < at < len(text))
        if element.tag == _TEXT and inner:
            for start, stop, piece in _cut(element, inner):
                pieces[element, start] = pieces[element, -stop] = piece
    return pieces


def _cut(element: _Element, places: list[int]) -> list[tuple[int, int, _Element]]:
    """Parts a text at these places: elements one behind the other, that print the same. The last one is ``element``."""
    text = element.text or ""
    kept = element.get(_SPACE) == "preserve"
    # Word shows no blanks at the edges of a text that does not ask for it: they go on standing at such edges
    edges = {0, len(text)} if kept else {len(text) - len(text.lstrip()), len(text.rstrip())}
    bounds = sorted({0, len(text), *places, *edges})
    out: list[tuple[int, int, _Element]] = []
    for start, stop in pairwise(bounds):
        piece = element if stop == len(text) else element.makeelement(_TEXT)
        if piece is not element:
            element.addprevious(piece)
        piece.text = text[start:stop]
        if piece.text.strip() or kept:
            piece.set(_SPACE, "preserve")
        out.append((start, stop, piece))
    return out


# ── runs are cut ─────────────────────────────────────────────────────────────────────────────────────────────────────
def _edge(element: _Element, *, after: bool) -> tuple[_Element, bool]:
    """The element, and whether behind it, where a mark is to stand so that ``element`` is within (or just without) the
    range: the run is cut there if need be."""
    while True:
        parent = element.getparent()
        if parent is None or parent.tag in _HOLDERS:
            return element, after
        over = parent.getparent()
        if parent.tag == _RUN and over is not None and over.tag in _HOLDERS:
            return _cut_run(parent, element, after)
        element = parent


def _cut_run(run: _Element, child: _Element, after: bool) -> tuple[_Element, bool]:
    rest = child.getnext() if after else child
    before = [e for e in (child if after else child.getprevious(),) if e is not None]
    before.extend(before[0].itersiblings(preceding=True) if before else ())
    head = [e for e in before if e.tag != f"{W}rPr"]
    if rest is None:
        return run, True
    if head:
        left = run.makeelement(_RUN, {str(key): str(value) for key, value in run.attrib.items()})
        left.extend([*(deepcopy(e) for e in run.findall(f"{W}rPr")), *reversed(head)])
        run.addprevious(left)
    return run, False


class _Controls:
    """Where the reference of a comment in a content control stands: behind the control, or in the next paragraph
    outside controls. LibreOffice 7 drops the text of a control that holds a reference."""

    def __init__(self, root: _Element) -> None:
        self._root = root
        self._free: list[_Element] | None = None  # paragraphs outside controls and boxes
        self._after: dict[_Element, int] = {}  # for each control, how many of them stand before it

    def beside(self, element: _Element) -> tuple[_Element, bool] | None:
        """The element, and whether behind it, where the reference stands; None where ``element`` is in no control."""
        control = next(reversed([*element.iterancestors(_CONTROL)]), None)
        if control is None:
            return None
        parent = control.getparent()
        if parent is not None and parent.tag in _HOLDERS:
            return control, True
        free = self._paragraphs()
        at = self._after[control]
        if at < len(free):
            return _start_of(free[at])
        return _end_of(free[-1]) if free else None

    def _paragraphs(self) -> list[_Element]:
        if self._free is None:
            self._free = []
            for element in self._root.iter(f"{W}p", _CONTROL):
                if element.tag == _CONTROL:
                    self._after[element] = len(self._free)
                elif next(element.iterancestors(_CONTROL, _BOX), None) is None:
                    self._free.append(element)
        return self._free


def _start_of(paragraph: _Element) -> tuple[_Element, bool]:
    properties = paragraph.find(f"{W}pPr")
    if properties is not None:
        return properties, True
    if not len(paragraph):
        paragraph.append(paragraph.makeelement(_RUN))
    return paragraph[0], False


def _end_of(paragraph: _Element) -> tuple[_Element, bool]:
    return (paragraph[-1], True) if len(paragraph) else _start_of(paragraph)


# ── marks ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def _range(which: str, number: str) -> _Element:
    from lxml import etree

    return etree.Element(f"{W}commentRange{which}", {f"{W}id": number})


def _reference(number: str) -> _Element:
    from lxml import etree

    run = etree.Element(_RUN)
    etree.SubElement(run, f"{W}commentReference", {f"{W}id": number})
    return run


def _mark(place: tuple[_Element, bool], marks: list[_Element]) -> None:
    element, behind = place
    for mark in reversed(marks) if behind else marks:
        if behind:
            element.addnext(mark)
        else:
            element.addprevious(mark)
