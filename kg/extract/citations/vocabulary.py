"""The words and letters that citations are read with, made once from the knowledge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.citations.view import Phrases, View
from kg.knowledge.model import CitationWords, Knowledge
from kg.text import central, search_key


@dataclass(frozen=True, slots=True)
class TypeWord:
    """A type of document as a text names it; ``codes`` are the letters that it may have. ``letters``: the text gives
    the letters themselves ("NQ 21")."""

    name: str
    codes: frozenset[str]
    letters: bool = False


class Vocabulary:
    """Phrases and letters, compiled."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.citation_words
        self._words = words
        codes, names = _types(knowledge)
        self.type_codes = frozenset(c for found in codes.values() for c in found)
        self._by_capitals = {c.upper(): c for c in sorted(self.type_codes)}
        self.body_codes = frozenset(i.code for i in knowledge.issuers if i.code) | {
            *words.party_bodies,
            *words.state_bodies,
        }
        self.copies = frozenset(words.copies)
        self.types: Phrases[TypeWord] = Phrases(
            [(text, TypeWord(name, frozenset(codes[name]))) for text, name in names]
            + [(code, TypeWord(name, frozenset({code}), True)) for code, name in _letters(codes)]
        )
        self._bare_types = {
            search_key(text): TypeWord(name, frozenset(codes[name])) for text, name in names if len(text.split()) > 1
        }
        self._party_types = _by_letters(knowledge, "party")
        self._state_types = _by_letters(knowledge, "state")
        self.numbers = _plain(words.numbers)
        self.no_number = _plain(words.no_number)
        self.not_documents = _plain(words.not_documents)
        self.counted = _plain(words.counted)
        self.not_date_after = _plain(words.not_date_after)
        self.issues = _plain(words.issues)
        self.ends = _plain(words.ends)
        self.small_openings = _plain(words.small_openings)
        self.places = _plain(words.places)
        self.bodies: Phrases[bool] = Phrases(_bodies(knowledge, words))
        self.kinds = {kind.key: _plain(kind.words) for kind in words.kinds}
        self.ordinals: Phrases[int] = Phrases((text, n) for n, text in enumerate(words.ordinals, start=1))
        self.congress_parts = _plain(words.congress_parts)
        self.laws = _plain(words.laws)
        self.amending = _plain(words.amending)
        self.title_ends = _plain(words.title_ends)
        self.about = _plain(words.about)
        self.revised = _plain(words.revised)
        self.in_force = _plain(words.in_force)
        self.relation_before = _plain(words.relation_before)
        self.enacts = _plain(words.enacts)
        self.relation_after = _plain(words.relation_after)
        self.passives = _plain(words.passives)
        self.plurals = _plain(words.plurals)
        self.after_issuer = _plain(words.after_issuer)
        self.itself = _plain(words.itself)
        self.declares = _plain(knowledge.sections.declares)
        self.relations: Phrases[str] = Phrases([(w, kind.key) for kind in knowledge.relations for w in kind.words])
        self._assembly = re.compile(rf"(?:{'|'.join(words.assemblies)})\d{{1,2}}")

    def type_code(self, segment: str) -> str | None:
        """The letters of a type that ``segment`` gives, whatever the case of all but its first ("Ctr" for CTr)."""
        return self._by_capitals.get(segment.upper()) if segment[:1].isupper() else None

    def type_of_letters(self, letters: str, body: str) -> str | None:
        """The type that letters stand for in a code of ``body``: QĐ is a Quyết định of the state's; of the party's it
        may be two."""
        if self.is_party(body):
            return self._party_types.get(letters)
        return self._state_types.get(letters) if self.is_state(body) else None

    def misread_type(self, text: str) -> TypeWord | None:
        """The type whose word is ``text`` but for its marks ("Nghi quyết")."""
        return self._bare_types.get(search_key(text))

    def names_meeting(self, view: View, i: int) -> bool:
        """Whether a document that is named after a meeting begins with word ``i``."""
        return any(self.kinds[kind].at(view, i) for kind in ("plenum", "congress"))

    def is_assembly(self, segment: str) -> bool:
        """Whether ``segment`` is the symbol of a law ("QH14")."""
        return bool(self._assembly.fullmatch(segment))

    def is_party(self, body: str) -> bool:
        """Whether ``body`` is the letters of a party body ("BTCTW", "HU")."""
        return central(body).endswith(self._words.party_bodies)

    def is_state(self, body: str) -> bool:
        """Whether ``body`` is the letters of a state body ("UBND")."""
        return body.split("-")[0] in self._words.state_bodies or self.is_assembly(body)

    def glued(self, segment: str, among: frozenset[str] = frozenset()) -> str | None:
        """The letters of a type with which ``segment`` begins, those of a body follow without a dash ("NĐCP")."""
        if segment in self.body_codes or self.is_assembly(segment):
            return None
        found = [c for c in among or self.type_codes if segment.startswith(c) and len(segment) >= len(c) + 2]
        return max(found, key=len) if found else None


def _plain(texts: tuple[str, ...]) -> Phrases[bool]:
    return Phrases((text, True) for text in texts)


def _types(knowledge: Knowledge) -> tuple[dict[str, set[str]], list[tuple[str, str]]]:
    """The letters of each type, and the words for it."""
    codes: dict[str, set[str]] = {}
    names: list[tuple[str, str]] = []
    for known in knowledge.document_types:
        codes.setdefault(known.name, set()).update(c.code for c in known.codes)
        names += [(text, known.name) for text in (known.name, *known.aliases)]
    for cited in knowledge.citation_words.types:
        codes.setdefault(cited.name, set()).update(cited.codes)
        names += [(text, cited.name) for text in (cited.name, *cited.aliases)]
    return codes, names


def _letters(codes: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
    """Letters that stand for one type only."""
    owners: dict[str, list[str]] = {}
    for name, letters in codes.items():
        for code in letters:
            owners.setdefault(code, []).append(name)
    for code, found in owners.items():
        if len(found) == 1 and len(code) > 1:
            yield code, found[0]


def _by_letters(knowledge: Knowledge, regime: str) -> dict[str, str]:
    """The one type of each letters in a regime."""
    owners: dict[str, set[str]] = {}
    for known in knowledge.document_types:
        for code in known.codes:
            if code.regime == regime:
                owners.setdefault(code.code, set()).add(known.name)
    return {letters: names.pop() for letters, names in owners.items() if len(names) == 1}


def _bodies(knowledge: Knowledge, words: CitationWords) -> Iterator[tuple[str, bool]]:
    for issuer in knowledge.issuers:
        yield from ((text, True) for text in (issuer.name, *issuer.aliases))
    for unit in knowledge.units:
        yield from ((text, True) for text in (unit.name, *unit.aliases))
    for tail in knowledge.tails:
        if tail.cls != "tier":
            yield from ((text, True) for text in (tail.name, *tail.aliases))
    yield from ((text, True) for text in words.bodies)
