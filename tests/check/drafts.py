"""Word drafts for tests, each feature in a file built here, and what a comment in one of them covers."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from itertools import chain

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = nsdecls("w", "r") + ' xmlns:v="urn:schemas-microsoft-com:vml"'
NOTES = (
    f'<w:footnotes {NS}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {}</w:t></w:r></w:p>'
    "</w:footnote></w:footnotes>"
)


def saved(*xml: str) -> bytes:
    """A Word file whose body is these elements."""
    document = Document()
    at = document.element.body
    for each in xml:
        at.insert(len(at) - 1, parse_xml(re.sub(r"<(w:\w+)", rf"<\1 {NS}", each, count=1)))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def p(*runs: str) -> str:
    """A paragraph; what is no element is the text of a run."""
    return f"<w:p>{''.join(x if x.startswith('<') else r(x) for x in runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, shown: str) -> str:
    """A field as Word writes it: its code, and what it shows."""
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{x}"/></w:r>' for x in ("begin", "separate", "end"))
    return f'{begin}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{separate}{r(shown)}{end}'


def table(*rows: tuple[str, ...]) -> str:
    """A table; each cell holds elements."""
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{each}</w:tr>' for each in cells)}</w:tbl>"


def box(*paragraphs: str) -> str:
    """A run with a text box."""
    content = "".join(paragraphs)
    return (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        f"{content}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


def with_notes(data: bytes, text: str) -> bytes:
    """The package with a footnote of number 2."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    content = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    parts = parts_of(data)
    rels, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
    changed = {
        "word/footnotes.xml": NOTES.replace("{}", text).encode(),
        rels: parts[rels].replace(
            b"</Relationships>",
            f'<Relationship Id="rIdF" Type="{kind}" Target="footnotes.xml"/></Relationships>'.encode(),
        ),
        types: parts[types].replace(
            b"</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{content}"/></Types>'.encode()
        ),
    }
    return zipped(parts | changed)


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a package."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    """A package of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def covered(data: bytes) -> dict[str, str]:
    """The text of each comment → the words in its range. Every id must have both ends and a reference, in order."""
    parts = parts_of(data)
    comments = etree.fromstring(parts["word/comments.xml"])
    said = {c.get(f"{W}id"): "\n".join(_printed(p) for p in c) for c in comments}
    assert len(said) == len(comments)
    body = etree.fromstring(parts["word/document.xml"])
    open_: dict[str | None, list[str]] = {}
    closed: dict[str | None, str] = {}
    referred = set()
    for element in body.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference", *INKED):
        number = element.get(f"{W}id")
        if element.tag == f"{W}commentRangeStart":
            assert number not in open_
            open_[number] = []
        elif element.tag == f"{W}commentRangeEnd":
            closed[number] = "".join(open_[number])
        elif element.tag == f"{W}commentReference":
            assert number in closed
            referred.add(number)
        else:
            for number in open_.keys() - closed.keys():
                open_[number].append(element.text or INKED[element.tag])
    assert closed.keys() == said.keys() == referred, "each comment has a range and a reference"
    return {said[number]: text for number, text in closed.items()}


#: what prints something, and what stands for it here
INKED = {
    f"{W}t": "",
    f"{W}noBreakHyphen": "-",
    f"{W}tab": "\t",
    f"{W}footnoteReference": "[*]",
    f"{W}txbxContent": "[box]",
}


def _printed(paragraph: etree._Element) -> str:
    return "".join(t.text or "" for t in paragraph.iter(f"{W}t"))


def words_and_forms(data: bytes) -> list[tuple[str, str, bytes]]:
    """Every character of the body with the element and the properties of the run that print it; spaces that nobody
    sees (without xml:space) as well."""
    body = etree.fromstring(parts_of(data)["word/document.xml"])
    out: list[tuple[str, str, bytes]] = []
    for element in chain(body.iter(f"{W}t", f"{W}delText", f"{W}tab", f"{W}br", f"{W}noBreakHyphen")):
        run = element.getparent()
        form = run.find(f"{W}rPr")
        path = "/".join(etree.QName(e).localname for e in element.iterancestors())
        made = path.encode() + (etree.tostring(form) if form is not None else b"")
        out.extend((c, element.tag, made) for c in (element.text or "\0"))
    return out
