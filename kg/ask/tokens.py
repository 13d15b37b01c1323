"""The words of a question, each with what it may have been meant to be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from kg.text import has_marks, marked_syllables, syllables, words

if TYPE_CHECKING:
    from kg.search.front import Front

#: a longer text is no question
MAX_WORDS = 60
MOST_LETTERS = 2000


_BARE_COST = 1.2
#: raw keys are read back surely, a slip is guessed at; less the weight of the guess
_KEYS_COST, _SLIP_COST = 2.0, 3.0
#: from this cost on a match rests on a guess
GUESSED = 2.0


class Option(NamedTuple):
    """A syllable that a word may stand for: without marks, and with those typed (None: typed without any)."""

    plain: str
    marked: str | None
    cost: float = 0.0
    #: what it costs to stand for a syllable that has marks, where it was typed without and others with
    bare: float = 0.0


class Token(NamedTuple):
    """A word as typed, its place in the question, and its options, best first."""

    typed: str
    start: int
    end: int
    options: tuple[Option, ...]
    #: nothing has the word as typed
    guessed: bool = False

    @property
    def plain(self) -> str:
        """The word as typed, without marks."""
        return self.options[0].plain

    @property
    def likely(self) -> Option:
        """What the word most likely stands for in running text."""
        return self.options[1] if self.guessed and len(self.options) > 1 else self.options[0]


def tokens_of(text: str) -> list[Token]:
    """The words of ``text`` (display form) as they were typed."""
    found: list[Token] = []
    bare = _BARE_COST if has_marks(text) else 0.0
    for start, end in words(text):
        typed = text[start:end]
        plain, marked = syllables(typed), marked_syllables(typed)
        for one, form in zip(plain, marked, strict=False):
            found.append(Token(typed, start, end, (Option(one, form if has_marks(typed) else None, bare=bare),)))
    return found


def repaired(tokens: Sequence[Token], front: Front) -> list[Token]:
    """The same words with what else each may have been meant to be; a word typed in one piece with the next is cut."""
    found: list[Token] = []
    for token in tokens:
        found.extend(_repaired(token, front))
    return found


def _repaired(token: Token, front: Front) -> list[Token]:
    plain = token.plain
    if plain.isdigit() or (plain in front.vocabulary and token.options[0].marked is None):
        return [token]
    if plain in front.vocabulary:
        # typed with marks that no text has: those of the texts come into question
        forms = front.vocabulary.marked(plain)
        known = token.options[0].marked in forms
        return [token] if known else [token._replace(options=(*token.options, Option(plain, None, 1.5)))]
    options = list(token.options)
    for candidate in front.candidates(plain):
        if len(candidate.syllables) == 1 and candidate.how != "prefix":
            marked = candidate.marked[0] if candidate.marked else None
            base = _KEYS_COST if candidate.how in ("telex", "vni") else _SLIP_COST
            options.append(Option(candidate.syllables[0], marked, base - candidate.weight))
    if len(options) == 1:
        for candidate in front.candidates(plain):
            if candidate.how == "joined":
                return [token._replace(options=(Option(s, None, 0.5),)) for s in candidate.syllables]
    return [token._replace(options=tuple(options), guessed=True)]
