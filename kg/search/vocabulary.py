"""The syllables of a corpus: how many texts have each, and with which marks."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, KeysView

from kg.text import marked_syllables, syllables


class Vocabulary:
    """Syllables without marks, each with the number of texts that have it and the marked forms that stand there.

    Cheap to load: a line is read apart only when its syllable is asked for.
    """

    def __init__(self, documents: int, lines: dict[str, str]) -> None:
        self.documents = documents
        self._lines = lines
        self._ordered: list[str] | None = None

    @classmethod
    def of(cls, texts: Iterable[str]) -> Vocabulary:
        """The vocabulary of ``texts``.

        >>> words = Vocabulary.of(["Ban Tuyên giáo", "ban tổ chức"])
        >>> words.count("ban"), words.marked("ban"), "giao" in words, words.marked("tuyen")
        (2, {'ban': 2}, True, {'tuyên': 1})
        """
        counted = Counting()
        for text in texts:
            counted.add(marked_syllables(text), syllables(text))
        return counted.vocabulary()

    @classmethod
    def load(cls, dumped: str) -> Vocabulary:
        """The vocabulary that ``dump`` wrote."""
        head, *rows = dumped.split("\n")
        lines: dict[str, str] = {}
        for row in rows:
            syllable, _, line = row.partition("\t")
            lines[syllable] = line
        return cls(int(head), lines)

    def dump(self) -> str:
        """The vocabulary as text, a syllable a line: the count, then each marked form and its count."""
        return "\n".join([str(self.documents), *(f"{k}\t{v}" for k, v in sorted(self._lines.items()))])

    def __contains__(self, syllable: str) -> bool:
        return syllable in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    @property
    def known(self) -> KeysView[str]:
        """All syllables without marks."""
        return self._lines.keys()

    def count(self, syllable: str) -> int:
        """How many texts have ``syllable``."""
        line = self._lines.get(syllable)
        return int(line.partition("\t")[0]) if line else 0

    def marked(self, syllable: str) -> dict[str, int]:
        """The marked forms of ``syllable`` and how many texts have each."""
        parts = self._lines.get(syllable, "").split("\t")[1:]
        return {form: int(n) for form, n in zip(parts[::2], parts[1::2], strict=True)}

    def starting(self, prefix: str, limit: int = 200) -> list[str]:
        """Syllables that begin with ``prefix`` and are longer, in order."""
        if self._ordered is None:
            self._ordered = sorted(self._lines)
        at = bisect_left(self._ordered, prefix)
        found: list[str] = []
        for word in self._ordered[at : at + limit + 1]:
            if not word.startswith(prefix):
                break
            if word != prefix:
                found.append(word)
        return found[:limit]


class Counting:
    """A vocabulary in the making; texts can be taken away again."""

    def __init__(self, before: Vocabulary | None = None) -> None:
        self.documents = before.documents if before else 0
        self._plain: Counter[str] = Counter()
        self._marked: dict[str, Counter[str]] = {}
        for word in before or ():
            self._plain[word] = before.count(word) if before else 0
            self._marked[word] = Counter(before.marked(word) if before else {})

    def add(self, marked: list[str], plain: list[str], sign: int = 1) -> None:
        """Count one text, given as its marked and its plain syllables; ``sign=-1`` takes it away."""
        self.documents += sign
        for word in set(plain):
            self._plain[word] += sign
        for form, word in set(zip(marked, plain, strict=True)):
            self._marked.setdefault(word, Counter())[form] += sign

    def merge(self, other: Counting) -> None:
        """Add what ``other`` has counted."""
        self.documents += other.documents
        self._plain.update(other._plain)
        for word, forms in other._marked.items():
            self._marked.setdefault(word, Counter()).update(forms)

    def vocabulary(self) -> Vocabulary:
        """What was counted so far."""
        lines: dict[str, str] = {}
        for word, count in self._plain.items():
            if count > 0:
                forms = (f"\t{form}\t{n}" for form, n in sorted(self._marked[word].items()) if n > 0)
                lines[word] = f"{count}{''.join(forms)}"
        return Vocabulary(self.documents, lines)
