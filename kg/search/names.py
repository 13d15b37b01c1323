"""Short and other names that the knowledge gives, as a search needs them: kept in the index, for they cost much to read
out of the knowledge at every start and nothing to read from a few lines.
"""

from typing import NamedTuple

from kg.corpus.store import Store
from kg.search.front import How, Synonym
from kg.text import syllables

_TYPE = "type"


class Names(NamedTuple):
    """Synonyms, and the types of document by each of their names and letters (without marks)."""

    synonyms: tuple[Synonym, ...] = ()
    types: tuple[tuple[str, str], ...] = ()

    def dump(self) -> str:
        """A name a line."""
        rows = [(s.how.value, " ".join(s.short), " ".join(s.long)) for s in self.synonyms]
        return "\n".join("\t".join(row) for row in (*rows, *((_TYPE, *pair) for pair in self.types)))

    @classmethod
    def load(cls, dumped: str) -> "Names":
        """What ``dump`` wrote."""
        rows = [row.split("\t") for row in dumped.split("\n") if row]
        hows = {how.value: how for how in How}
        found = [Synonym(tuple(a.split()), tuple(b.split()), hows[how]) for how, a, b in rows if how != _TYPE]
        return cls(tuple(found), tuple((a, b) for how, a, b in rows if how == _TYPE))


def names(store: Store) -> "Names":
    """The names that the knowledge of a corpus gives."""
    from kg.knowledge.model import Abbreviation, DocumentType, UnitEntry

    short = store.knowledge_part("abbreviations", tuple[Abbreviation, ...])
    found = [Synonym.of(a.short, long) for a in short for long in a.expansions]
    for entry in store.knowledge_part("units", tuple[UnitEntry, ...]):
        found += [Synonym.of(alias, entry.name, How.ALIAS) for alias in (*entry.aliases, *entry.ambiguous)]
    types: dict[str, str] = {}
    for kind in store.knowledge_part("document_types", tuple[DocumentType, ...]):
        found += [Synonym.of(code.code, kind.name) for code in kind.codes]
        found += [Synonym.of(alias, kind.name, How.ALIAS) for alias in kind.aliases]
        for form in (kind.name, *kind.aliases, *(code.code for code in kind.codes)):
            types.setdefault(" ".join(syllables(form)), kind.name)
    return Names(tuple(dict.fromkeys(s for s in found if s.short and s.long)), tuple(types.items()))
