"""A thing and its neighbours as text: by relation, each with its source lines and why it holds."""

from __future__ import annotations

from collections.abc import Iterator

from kg.ask.show import Neighbour, Shown
from kg.cli import words
from kg.cli.render import strong
from kg.cli.speech import tr
from kg.cli.wrap import page_width, wrap
from kg.records import Basis

INDENT = "    "


def lines(shown: Shown) -> Iterator[str]:
    """The whole of it, or what fits, or what is near."""
    width = page_width()
    if shown.node is None:
        yield from _not_one(shown, width)
        return
    yield from map(strong, wrap(shown.node.label, width))
    if shown.text and shown.text != shown.node.label:
        yield from wrap(shown.text, width)
    if shown.file and shown.source:
        yield from words.labelled(tr("Nguồn", "Source"), words.place(shown.file, shown.source), width, "")
    if shown.document:
        from kg.cli.view_document import facts

        yield from facts(shown.document, width)
    by_label: dict[str, list[Neighbour]] = {}
    for each in shown.neighbours:
        by_label.setdefault(each.label, []).append(each)
    for label, neighbours in by_label.items():
        yield ""
        yield strong(f"{label} ({len(neighbours)})")
        for neighbour in neighbours:
            yield from _neighbour(neighbour, width)


def _neighbour(n: Neighbour, width: int) -> Iterator[str]:
    basis = "" if n.basis is Basis.STATED else f" {words.basis(n.basis)}"
    yield from wrap(f"{n.node.label}{basis}", width, "  - ", INDENT)
    if n.via:
        yield from words.labelled(tr("Qua nhóm", "Through"), n.via.label, width, INDENT)
    if n.reason:
        yield from words.labelled(tr("Vì", "Because"), n.reason, width, INDENT)
    if n.source:
        yield from words.labelled(tr("Nguồn", "Source"), words.place(n.file, n.source), width, INDENT)


def _not_one(shown: Shown, width: int) -> Iterator[str]:
    if shown.candidates:
        yield from wrap(tr(f"“{shown.reference}” có thể là:", f'"{shown.reference}" may be:'), width)
        for node in shown.candidates:
            yield from wrap(f"{node.label} [{node.id}]", width, "  - ", INDENT)
        return
    yield from wrap(tr(f"Kho không có “{shown.reference}”.", f'The corpus does not have "{shown.reference}".'), width)
    for suggestion in shown.suggestions:
        yield from wrap(suggestion, width, "  - ", INDENT)
