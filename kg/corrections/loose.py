"""What became of the corrections that no document of a corpus took up."""

from __future__ import annotations

from collections.abc import Set

from kg.corrections.aliases import told_aliases
from kg.corrections.load import Corrections, is_about_unit
from kg.corrections.model import Correction, Kind, State, Told
from kg.knowledge.model import Knowledge


def loose(said: Corrections, told: Set[Correction], here: Set[str], knowledge: Knowledge) -> list[Told]:
    """New names with what became of them, and as orphans: corrections of a document that is not here, and words about
    a unit that no document names. ``told`` are those about units that documents have told of, ``here`` the ids of the
    corpus's documents and the sums of their bytes."""
    out = told_aliases(knowledge, said)
    for placed in said.all:
        c = placed.correction
        if c.kind is Kind.ALIAS:
            continue
        if is_about_unit(c):
            if c not in told:
                out.append(Told(State.ORPHANED, placed.where, c, None, "gone"))
        elif c.document not in here and c.sha256 not in here:
            out.append(Told(State.ORPHANED, placed.where, c, None, "document"))
    return out
