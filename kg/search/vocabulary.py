"""The syllables of a corpus: how many texts have each, and with which marks."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, KeysView
from functools import cached_property
from math import log

from kg.text import folded

#: parts a syllable from its marked form where both stand in one word: ``giao=giao1``
PART = "="


def forms(marked: list[str], plain: list[str]) -> set[str]:
    """The different syllables of a text, each with its marked form: ``giao=giao1``."""
    return {f"{p}{PART}{m}" for p, m in zip(plain, marked, strict=True)}


class Vocabulary:
    """Syllables without marks, each with the marked forms that stand in the texts and how many texts have them."""

    def __init__(self, documents: int, counted: Iterable[tuple[str, int]] = ()) -> None:
        """``counted``: forms (``giao=giao1``) and the number of texts that have each."""
        self.documents = documents
        self._forms: dict[str, list[tuple[str, int]]] = {}
        for form, count in counted:
            plain, _, marked = form.partition(PART)
            if plain in self._forms:
                self._forms[plain].append((marked, count))
            else:
                self._forms[plain] = [(marked, count)]
        self._ordered: list[str] | None = None

    @classmethod
    def of(cls, texts: Iterable[str]) -> Vocabulary:
        """The vocabulary of ``texts``.

        >>> words = Vocabulary.of(["Ban Tuyên giáo", "ban tổ chức"])
        >>> words.count("ban"), words.marked("ban"), "giao" in words, words.marked("tuyen")
        (2, {'ban': 2}, True, {'tuyên': 1})
        """
        counted: Counter[str] = Counter()
        documents = 0
        for text in texts:
            documents += 1
            counted.update(set(map(PART.join, folded(text))))
        return cls(documents, counted.items())

    def __contains__(self, syllable: str) -> bool:
        return syllable in self._forms

    def __iter__(self) -> Iterator[str]:
        return iter(self._forms)

    def __len__(self) -> int:
        return len(self._forms)

    @cached_property
    def length(self) -> float:
        """How many different syllables a text has, on average."""
        return max(1.0, sum(count for some in self._forms.values() for _, count in some) / max(1, self.documents))

    def expected(self, one: int, other: int) -> float:
        """In how many texts two syllables would stand side by side if texts were syllables at random, given in how
        many texts each of them is."""
        often = log(1 - min(0.95, one / self.documents)) * log(1 - min(0.95, other / self.documents))
        return self.documents * often / self.length

    @property
    def known(self) -> KeysView[str]:
        """All syllables without marks."""
        return self._forms.keys()

    def count(self, syllable: str) -> int:
        """How many texts have ``syllable``; one that has it with several marks counts for each."""
        return sum(count for _, count in self._forms.get(syllable, ()))

    def marked(self, syllable: str) -> dict[str, int]:
        """The marked forms of ``syllable`` and how many texts have each."""
        return dict(self._forms.get(syllable, ()))

    def starting(self, prefix: str, limit: int = 200) -> list[str]:
        """Syllables that begin with ``prefix`` and are longer, in order."""
        if self._ordered is None:
            self._ordered = sorted(self._forms)
        at = bisect_left(self._ordered, prefix)
        found: list[str] = []
        for word in self._ordered[at : at + limit + 1]:
            if not word.startswith(prefix):
                break
            if word != prefix:
                found.append(word)
        return found[:limit]
