"""A copy of a Word file with a comment at each remark; its text and its other parts stay as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.check.anchors import Anchors
from kg.check.comments import Comments, xml
from kg.errors import Message, UsageError
from kg.export.output import written
from kg.read.docx import trace_docx
from kg.read.sniff import Format, format_of
from kg.source import Source

#: the comment of the package that is written
_MADE = b"kg check"


@dataclass(frozen=True, slots=True)
class Remark:
    """What to say about a place of the text as read: the paragraphs of a comment."""

    source: Source
    lines: tuple[str, ...]


def may_annotate(file: str, data: bytes, out: Path) -> None:
    """Raises UsageError where no copy of ``file`` (which holds ``data``) can be written to ``out`` with comments."""
    kind = format_of(data, file)
    if kind != Format.DOCX:
        raise UsageError(
            Message(
                "--annotate chỉ ghi chú được vào tệp Word (.docx).",
                "--annotate can put comments into Word files (.docx) only.",
            ),
            file,
            Message(
                "Bỏ --annotate để xem kết quả theo từng dòng, hoặc mở tệp bằng Word rồi lưu thành .docx.",
                "Leave out --annotate to see the findings line by line, or save the file as .docx in Word.",
            ),
        )
    if _same(Path(file), out):
        raise UsageError(
            Message("Bản có ghi chú không được ghi đè lên bản thảo.", "The copy must not overwrite the draft."),
            str(out),
            Message("Hãy đặt tên khác sau --annotate.", "Give another name after --annotate."),
        )


def annotate(data: bytes, name: str, remarks: Sequence[Remark], out: Path, *, force: bool = False) -> None:
    """Writes the Word file ``data``, called ``name``, to ``out`` with a comment at each remark: whole or not at all.

    A copy that was written before and not touched since is replaced; any other file only with ``force``.

    Raises:
        UnreadableError: ``data`` is damaged or too large.
        UsageError: ``out`` is there and may not be replaced.
        OutputError: ``out`` cannot be written.
    """
    traced = trace_docx(data, name, "")
    comments = Comments(traced.package, traced.part, traced.root)
    ordered = sorted(remarks, key=lambda r: r.source[0].start or 0)
    Anchors(traced).set([(comments.add(r.lines), r.source) for r in ordered])
    changed = dict(comments.parts()) if ordered else {}
    if ordered:
        changed[traced.part] = xml(traced.root)
    with written(out, force=force or _untouched(out)) as half, half.open("wb") as stream:
        traced.package.copy(stream, changed, _MADE)


def _untouched(out: Path) -> bool:
    """Whether a file is empty, or a copy as it was written here: no program that edits it keeps the mark."""
    try:
        with out.open("rb") as stream:
            size = stream.seek(0, 2)
            stream.seek(-min(size, len(_MADE)), 2)
            return size == 0 or stream.read() == _MADE
    except OSError:
        return False


def _same(a: Path, b: Path) -> bool:
    try:
        return a.resolve() == b.resolve() or a.samefile(b)
    except OSError:
        return False
