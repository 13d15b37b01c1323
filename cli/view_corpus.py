"""The documents of a corpus and what became of them, as text and as JSON (docs/contract.md)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kg.cli import words
from kg.cli.speech import language, plural, tr
from kg.cli.wrap import page_width, table
from kg.codec import Json
from kg.contract import SCHEMA
from kg.errors import Message

if TYPE_CHECKING:
    from kg.corpus.change import Change
    from kg.corpus.rows import DocumentRow
    from kg.corpus.store import Store

OUTCOMES = {
    "added": Message("đã thêm", "added"),
    "same": Message("đã có sẵn, nội dung giống hệt", "already there, the same bytes"),
    "replaced": Message("đã thay bản trước", "has replaced the version before"),
    "completed": Message("đã thêm nốt, lần trước bị dừng giữa chừng", "added now; an earlier run had been stopped"),
    "read": Message("đã đọc lại", "read again"),
    "current": Message("vẫn dùng được, không cần đọc lại", "up to date"),
    "removed": Message("đã bỏ khỏi kho", "removed"),
    "failed": Message("không đọc được", "cannot be read"),
    "lost": Message("mất tệp gốc; giữ những gì đã đọc trước đây", "its bytes are lost; what was read before is kept"),
}
#: outcomes for which tasks were counted
NEWLY_READ = ("added", "replaced", "completed", "read")
#: what a person should look at, by the rule of the warning (kg/extract/doubts.py)
LOOK = {
    "no-tasks": Message("không thấy nhiệm vụ", "no task found"),
    "unknown-unit": Message("đơn vị chưa biết", "unknown units"),
    "new-unit": Message("đơn vị chưa có trong danh mục", "units that are new"),
    "beside": Message("chữ bên cạnh đơn vị, thời gian", "words beside units or times"),
    "unknown-time": Message("thời gian chưa hiểu", "times not understood"),
    "inferred": Message("suy ra từ dòng trên", "inferred from the row above"),
    "no-lead": Message("thiếu đơn vị chủ trì", "no lead"),
    "spilled-heading": Message("chữ đề mục tràn ô", "headings that spill"),
    "unread-table": Message("bảng chưa hiểu", "tables not understood"),
    "unsure-reading": Message("chữ quét không rõ", "unclear in the scan"),
    "unread": Message("đoạn chưa đọc được", "parts unread"),
}
#: what became of corrections (kg.corrections.model.State)
SAID = {
    "moved": Message("áp dụng ở chỗ đổi vị trí hoặc sửa chữ", "applied where the text was moved or mended"),
    "orphaned": Message("không còn chỗ", "without a place"),
    "conflict": Message("mâu thuẫn", "in conflict"),
}


class Listed(NamedTuple):
    """A document of the corpus, how many tasks it has and how many things in it wait for a person."""

    row: DocumentRow
    tasks: int
    waiting: int


class Unapplied(NamedTuple):
    """How many corrections are not applied: those without a place, and those in conflict."""

    orphaned: int
    conflicts: int


def listed(store: Store) -> list[Listed]:
    """The documents of ``store``."""
    return [
        Listed(row, len(store.tasks_of_documents([row.ord])), store.waiting_count([row.ord]))
        for row in store.documents()
    ]


def unapplied(store: Store) -> Unapplied:
    """The corrections that ``store`` does not apply."""
    return Unapplied(store.told_count("orphaned"), store.told_count("conflict"))


def documents(found: list[Listed], said: Unapplied) -> Iterator[str]:
    """A table of documents, and what a person should look at."""
    if not found:
        yield tr("Kho chưa có văn bản nào.", "The corpus holds no document.")
        return
    heads = (tr("Văn bản", "Document"), tr("Ngày", "Date"), tr("Nơi", "Of"), tr("Nhiệm vụ", "Tasks"), tr("Tệp", "File"))
    rows = [
        (
            " ".join(filter(None, (row.type, row.code))) or row.id,
            words.day(row.date),
            row.scope or "?",
            str(tasks),
            row.file,
        )
        for row, tasks, _ in found
    ]
    yield from table(heads, rows, page_width())
    waiting = sum(each.waiting for each in found)
    if waiting:
        yield tr(f"{waiting} điều chờ xem: kg review", f"{waiting} waiting for a person: kg review")
    if any(said):
        lost, disputed = said
        yield tr(
            f"Đính chính chưa áp dụng: {lost} không còn chỗ, {disputed} mâu thuẫn: kg review --orphans",
            f"Corrections not applied: {lost} without a place, {disputed} in conflict: kg review --orphans",
        )


def documents_json(found: list[Listed], said: Unapplied) -> Json:
    """The same for programs."""
    return {
        "schema": SCHEMA,
        "orphaned": said.orphaned,
        "conflicts": said.conflicts,
        "documents": [
            {
                "id": row.id,
                "file": row.file,
                "sha256": row.sha256,
                "type": row.type,
                "number": row.number,
                "code": row.code,
                "date": row.date,
                "scope": row.scope,
                "tasks": tasks,
                "waiting": waiting,
            }
            for row, tasks, waiting in found
        ],
    }


def change(what: Change) -> str:
    """What became of a document, on one line."""
    outcome = OUTCOMES[what.outcome].of(language())
    before = f" ({what.before})" if what.before else ""
    tasks = ", " + tr(f"{what.tasks} nhiệm vụ", plural(what.tasks, "task")) if what.tasks else ""
    name = f" [{what.document}]" if what.document else ""
    return f"{what.file}: {outcome}{before}{tasks}{name}{_look(what)}"


def _look(what: Change) -> str:
    """What of it a person should look at, the most frequent first."""
    from kg.corrections.words import DOUBTS

    named = {doubt.value: word for doubt, word in DOUBTS.items()} | LOOK
    look = [f"{count} {named[rule].of(language()) if rule in named else rule}" for rule, count in what.look]
    said = [f"{count} {SAID[state].of(language())}" for state, count in what.said]
    lines = [(tr("cần xem", "to look at"), look), (tr("đính chính (kg review --orphans)", "corrections"), said)]
    return "".join(f"\n    {label}: {', '.join(each)}" for label, each in lines if each)


def change_json(what: Change) -> Json:
    """The same for programs."""
    return {
        "schema": SCHEMA,
        "file": what.file,
        "outcome": str(what.outcome),
        "document": what.document,
        "tasks": what.tasks if what.outcome in NEWLY_READ else None,
        "before": what.before,
        "look": dict(what.look),
        "corrections": dict(what.said),
        "error": what.error.what.of(language()) if what.error else None,
    }
