"""Loads the corrections of a corpus; every error names file and line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg import codec
from kg.corrections.model import Correction, Doubt, Kind
from kg.document import Document
from kg.errors import KnowledgeError, Message

#: what each kind must say, beside ``by`` and ``at``
_WANTED: dict[Kind, tuple[str, ...]] = {
    Kind.LEAD: ("document", "id", "fingerprint", "lead"),
    Kind.COOPERATE: ("document", "id", "fingerprint", "cooperate"),
    Kind.TIME: ("document", "id", "fingerprint", "times"),
    Kind.UNIT: ("document", "id", "fingerprint", "printed", "means"),
    Kind.NOT_A_TASK: ("document", "id", "fingerprint"),
    Kind.SAME_UNIT: ("id", "fingerprint", "means"),
    Kind.ALIAS: ("printed", "means"),
    Kind.CONFIRMED: ("id", "fingerprint", "doubt"),
}
#: kinds that name one unit, not several
_ONE = (Kind.SAME_UNIT, Kind.ALIAS)


@dataclass(frozen=True, slots=True)
class Placed:
    """A correction and where it stands (``corrections/lan.yaml:12``)."""

    where: str
    correction: Correction


class Corrections:
    """The corrections of a corpus, by the document that they are about."""

    def __init__(self, placed: Iterable[Placed] = ()) -> None:
        self.all = tuple(placed)
        self._documents: dict[str, list[Placed]] = {}
        for each in self.all:
            for key in {each.correction.document, each.correction.sha256} - {None}:
                self._documents.setdefault(str(key), []).append(each)

    @property
    def everywhere(self) -> list[Placed]:
        """Those about units of all documents."""
        return [p for p in self.all if is_about_unit(p.correction)]

    @property
    def aliases(self) -> list[Placed]:
        """Those that add a name to the knowledge."""
        return [p for p in self.all if p.correction.kind is Kind.ALIAS]

    def of(self, document: Document, others: Iterable[str] = ()) -> list[Placed]:
        """Those about ``document``: its id is named, or its bytes are and no document of ``others`` (ids) is."""
        named = [p for p in self._documents.get(document.id, []) if p.correction.document == document.id]
        known = {document.id, *others}
        same = [p for p in self._documents.get(document.sha256, []) if p.correction.document not in known]
        return [p for p in (*named, *same) if not is_about_unit(p.correction)]

    def digest(self, document: Document, others: Iterable[str] = ()) -> str:
        """The state of all that is said about ``document`` alone; "" where nothing is."""
        said = [codec.dumps(p.correction) for p in self.of(document, others)]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16] if said else ""


#: kinds of corrections that may be about a unit wherever it is named
UNIT_KINDS = (Kind.SAME_UNIT.value, Kind.CONFIRMED.value)


def is_about_unit(correction: Correction) -> bool:
    """Whether it holds for a unit wherever it is named."""
    named = correction.kind is Kind.CONFIRMED and correction.doubt is Doubt.UNKNOWN_UNIT
    return correction.kind is Kind.SAME_UNIT or named


def load_corrections(folder: Path) -> Corrections:
    """The corrections in ``folder``; none where there is no such folder. Raises KnowledgeError with file and line."""
    if not folder.is_dir():
        return Corrections()
    return Corrections(p for path in sorted(folder.glob("*.y*ml")) if path.is_file() for p in _read(path))


def _read(path: Path) -> Iterator[Placed]:
    from kg.knowledge import schema

    shown = f"{path.parent.name}/{path.name}"
    try:
        data = path.read_bytes()
    except OSError as error:
        what = Message(f"không đọc được tệp: {error.strerror}", f"the file cannot be read: {error.strerror}")
        raise KnowledgeError(what, shown) from None
    for given in schema.read_list(data, shown, Correction):
        correction = given.build()
        _check(correction, given.where)
        yield Placed(given.where, correction)


def _check(correction: Correction, where: str) -> None:
    for name in _WANTED[correction.kind]:
        if getattr(correction, name) is None:
            raise KnowledgeError(
                Message(f"“{correction.kind}” cần có khóa “{name}”", f"“{correction.kind}” must have the key “{name}”"),
                where,
            )
    count = len(correction.means or ())
    if correction.kind in _ONE and (count > 1 or (count == 0 and correction.kind is Kind.ALIAS)):
        raise KnowledgeError(Message("“means” phải có một tên đơn vị", "“means” must hold the name of one unit"), where)
