"""What became of the corrections that no document of a corpus took up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.corrections.aliases import told_aliases
from kg.corrections.load import Corrections, is_about_unit
from kg.corrections.model import Correction, Kind, State, Told
from kg.document import Document
from kg.knowledge.model import Knowledge


def loose(
    said: Corrections, told: Sequence[Correction], documents: Iterable[Document], knowledge: Knowledge
) -> list[Told]:
    """New names with what became of them, and as orphans: corrections of a document that is not here, and words about
    a unit that no document names. ``told`` are those that documents have told of."""
    known = set(told)
    here = list(documents)
    ids, bytes_ = {d.id for d in here}, {d.sha256 for d in here}
    out = told_aliases(knowledge, said)
    for placed in said.all:
        c = placed.correction
        if c.kind is Kind.ALIAS or c in known:
            continue
        if is_about_unit(c):
            out.append(Told(State.ORPHANED, placed.where, c, None, "gone"))
        elif c.document not in ids and c.sha256 not in bytes_:
            out.append(Told(State.ORPHANED, placed.where, c, None, "document"))
    return out
