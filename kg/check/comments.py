"""The part of a Word file that holds its comments: made where there is none, added to where there is one."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.read.numbering import W
from kg.read.package import Package
from kg.text import display

if TYPE_CHECKING:
    from lxml.etree import _Element

AUTHOR = "kg"
_TYPES = "[Content_Types].xml"
_TYPES_NS = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_NO_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
_NO_COMMENTS = f'<w:comments xmlns:w="{W[1:-1]}"/>'.encode()
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


class Comments:
    """The comments of the main part ``part`` (whose tree is ``root``) of a package."""

    def __init__(self, package: Package, part: str, root: _Element) -> None:
        from lxml import etree

        self._package, self._main = package, part
        related = package.related(part).get("comments")
        self._related = related is not None
        self._part = related or self._free_name()
        kept = package.xml(self._part)
        self._root = kept if kept is not None else etree.fromstring(_NO_COMMENTS)
        used = [*self._root.iter(f"{W}comment"), *root.iter(f"{W}commentRangeStart", f"{W}commentReference")]
        self._next = 1 + max((_number(e.get(f"{W}id")) for e in used), default=-1)

    def add(self, lines: Sequence[str]) -> str:
        """A comment of these paragraphs; gives its id."""
        from lxml import etree

        number = str(self._next)
        self._next += 1
        attributes = {f"{W}id": number, f"{W}author": AUTHOR, f"{W}initials": AUTHOR}
        comment = etree.SubElement(self._root, f"{W}comment", attributes)
        for line in lines:
            run = etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r")
            etree.SubElement(run, f"{W}t").text = display(line)
        return number

    def parts(self) -> Iterator[tuple[str, bytes]]:
        """What the package is to hold: the comments, and where it had none, what says that it has them now."""
        yield self._part, xml(self._root)
        yield from self._content_type()
        if not self._related:
            yield self._relation()

    def _free_name(self) -> str:
        folder, taken = posixpath.dirname(self._main), self._package.names()
        names = (posixpath.join(folder, f"comments{n or ''}.xml") for n in range(len(taken) + 1))
        return next(name for name in names if name not in taken)

    def _content_type(self) -> Iterator[tuple[str, bytes]]:
        from lxml import etree

        root = self._package.xml(_TYPES)
        if root is None:
            raise self._package.damaged(_TYPES)
        name = f"/{self._part}"
        if not any(e.get("PartName") == name for e in root.iter(f"{_TYPES_NS}Override")):
            etree.SubElement(root, f"{_TYPES_NS}Override", {"PartName": name, "ContentType": _CONTENT})
            yield _TYPES, xml(root)

    def _relation(self) -> tuple[str, bytes]:
        from lxml import etree

        folder, base = posixpath.split(self._main)
        part = posixpath.join(folder, "_rels", f"{base}.rels")
        root = self._package.xml(part)
        if root is None:
            root = etree.fromstring(_NO_RELATIONS)
        taken = {e.get("Id") for e in root}
        fresh = next(f"rIdKg{n}" for n in range(len(taken) + 1) if f"rIdKg{n}" not in taken)
        attributes = {"Id": fresh, "Type": _KIND, "Target": posixpath.relpath(self._part, folder or ".")}
        etree.SubElement(root, "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship", attributes)
        return part, xml(root)


def xml(root: _Element) -> bytes:
    """A part as it is written."""
    from lxml import etree

    return bytes(etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True))


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 10 else -1
