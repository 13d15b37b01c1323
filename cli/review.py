"""``kg review``: a person looks at what a machine was not sure of, and what that person says lasts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import config, render, streams
from kg.cli.config import Settings
from kg.cli.opened import corpus as corpus_of
from kg.cli.opened import open_store
from kg.cli.options import Corpus, Json, Lang, complete_unit
from kg.cli.speech import tr
from kg.errors import Exit, KgError, Message, UsageError

if TYPE_CHECKING:
    from kg.corpus.store import Store
    from kg.corrections.model import Waiting

NEEDS_ARGUMENTS = ()


def review_command(
    unit: Annotated[
        str | None,
        typer.Option(
            "--unit", metavar="NAME", autocompletion=complete_unit, help="Chỉ việc của đơn vị này. / Of this unit."
        ),
    ] = None,
    document: Annotated[
        str | None, typer.Option("--document", metavar="CODE", help="Chỉ văn bản này. / In this document.")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="Chỉ liệt kê, không hỏi. / Only list what waits.")] = False,
    orphans: Annotated[
        bool,
        typer.Option("--orphans", help="Đính chính không còn chỗ, đổi chỗ, mâu thuẫn. / Corrections to look at."),
    ] = False,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Người đính chính. / Who corrects.")] = None,
    as_json: Json = False,
    corpus: Corpus = None,
    lang: Lang = None,
) -> int:
    """Rà soát những chỗ máy suy ra, không hiểu hoặc không chắc; lời người dùng được giữ qua mọi lần dựng lại.

    Walk through what is inferred, unknown, unread or warned about. Answers are kept in corrections/ of the corpus.

    \b
    Ví dụ / Example:
      kg review --list
    """
    settings = config.start(corpus, lang)
    if orphans:
        return _orphans(settings, as_json)
    if listed or as_json:
        return _list(settings, unit, document, as_json)
    return _sit(settings, unit, document, by or settings.by)


def _list(settings: Settings, unit: str | None, document: str | None, as_json: bool) -> int:
    from kg.cli import view_review

    with open_store(settings) as store:
        waiting = _wanted(store, store.waiting(), unit, document)
    render.show(as_json, lambda: view_review.waiting_json(waiting), lambda: view_review.listed(waiting))
    return Exit.FOUND


def _orphans(settings: Settings, as_json: bool) -> int:
    from kg.cli import view_review
    from kg.corrections.model import TO_BE_SAID

    with open_store(settings) as store:
        told = store.told(TO_BE_SAID)
    render.show(as_json, lambda: view_review.told_json(told), lambda: view_review.told(told))
    return Exit.FOUND


def _wanted(store: Store, waiting: Sequence[Waiting], unit: str | None, document: str | None) -> list[Waiting]:
    """Those of a unit (itself or through a group), and of a document."""
    found = list(waiting)
    if document is not None:
        from kg.corpus.named import one_document

        row = one_document(store, document)
        inside = {(w.kind, w.subject) for w in store.waiting([row.ord])}
        found = [w for w in found if (w.kind, w.subject) in inside]
    if unit is not None:
        subjects = _of_unit(store, unit)
        found = [w for w in found if w.subject in subjects]
    return found


def _of_unit(store: Store, name: str) -> set[str]:
    """Ids of the units of this name and of their tasks."""
    from kg.ask.find import units_of
    from kg.ask.options import tasks_query
    from kg.ask.read import World

    query = tasks_query(World(store), units=(name,))
    units = {row.ord: row for party in query.parties for ref in party.units for row in units_of(store, ref)}
    if not units:
        raise _no_unit(name)
    tasks = store.nodes({a.task for a in store.assignments_of_units(units)})
    return {row.id for row in units.values()} | {node.id for node in tasks.values()}


def _no_unit(name: str) -> KgError:
    error = KgError(Message(f"kho không có đơn vị “{name}”", f"the corpus has no unit “{name}”"))
    error.exit = Exit.NOT_FOUND
    return error


def _sit(settings: Settings, unit: str | None, document: str | None, by: str | None) -> int:
    from kg.cli.dialogue import Dialogue
    from kg.cli.progress import counter
    from kg.corrections.sitting import Sitting

    corpus = corpus_of(settings)
    if not corpus.database.is_file():
        if settings.corpus is not None:
            open_store(settings).close()  # says what is missing
        if not _take_shipped(settings):
            return Exit.FOUND
    by = by or _name()
    step = counter(tr("Đang áp dụng đính chính, văn bản", "Applying corrections, document"))
    sitting = Sitting(corpus, by, lambda store, waiting: _wanted(store, waiting, unit, document), step)
    return Dialogue(sitting).run()


def _take_shipped(settings: Settings) -> bool:
    """Put the plan that comes with kg into the user's own corpus, if that is wanted: only there it can be corrected."""
    from kg.cli.dialogue import ask
    from kg.corpus.change import CorpusWriter
    from kg.corpus.shipped import PLAN
    from kg.corpus.stamp import data_folder

    path = corpus_of(settings).root
    streams.write(
        tr(
            f"Kế hoạch kèm theo kg chỉ để đọc; muốn đính chính thì phải có nó trong kho riêng ({path}).\n",
            f"The plan that comes with kg is read-only; to correct it, it must be in your own corpus ({path}).\n",
        )
    )
    if ask(tr("Thêm vào kho riêng? c = có, Enter = không: ", "Add it? y = yes, Enter = no: ")) not in ("c", "y"):
        return False
    with CorpusWriter(corpus_of(settings)) as writer:
        writer.add(data_folder() / PLAN, PLAN)
    return True


def _name() -> str:
    """The name of the person at the keyboard: corrections are shown with it."""
    from kg.cli.dialogue import ask

    name = ask(tr("Tên người rà soát: ", "Your name: "), keep_case=True)
    if not name:
        raise UsageError(
            Message("đính chính cần có tên người đính chính", "a correction needs the name of who makes it"),
            hint=Message(
                'Lựa chọn: --by "Nguyễn Lan"; hoặc by = "Nguyễn Lan" trong kg.toml.',
                'The option: --by "Nguyễn Lan"; or by = "Nguyễn Lan" in kg.toml.',
            ),
        )
    return name
