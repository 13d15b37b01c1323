"""The one reader of what people type: each word, and what it may stand for among the syllables of a corpus.

Search and questions both read through here. A word that the corpus has is taken as typed; else the candidates are
what Telex or VNI keys, a scanner, a slip of the hand, a half word or missing and surplus spaces can make of it, each
with the reason and a weight. Abbreviations and aliases work both ways: ``TCCSĐ`` finds what is written out, and the
other way round.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from kg.search import slips
from kg.search.keystrokes import telex, vni
from kg.search.vocabulary import Vocabulary
from kg.text import display, has_marks, marked_syllables, syllables, words

#: words of a query that are read; what follows only repeats
MAX_WORDS = 64
#: letters of a word that is worth repairing (the longest Vietnamese syllable has seven; several may be joined)
MAX_LETTERS = 40
MAX_CANDIDATES = 12
#: a syllable found in fewer texts than this, or than one in so many, may itself be a slip of the source
RARE = 3
ONE_IN = 20_000
#: below this many texts every syllable is rare
SMALL = 1000


#: letters of a word that may be keys with a slip among them
MIN_KEYS, MAX_KEYS = 4, 10
#: numbers and words that may be glued into one
MOST_RUNS = 3
#: letters that are a word by themselves (ở, ý, à), and what a word cut into pieces loses by each of them
_ALONE = frozenset("aeiouy")
CRUMB = 0.3
#: what an abbreviation loses that was typed like a word, and what words look like
A_WORD = 0.4
_SYLLABLE = re.compile(r"[bcdghklmnpqrstvx]{0,3}[aeiouy]{1,3}(?:c|ch|m|n|ng|nh|p|t)?")
_RUNS = re.compile(r"\d+|[^\W\d_]+")


class How(StrEnum):
    """How a candidate came out of what was typed."""

    EXACT = "exact"
    WITHOUT_MARKS = "without-marks"  #: typed without the marks that the corpus has
    OTHER_MARKS = "other-marks"  #: typed with marks, of which the corpus has only others
    TELEX = "telex"
    VNI = "vni"
    SCAN = "scan"  #: a scanner's slip
    HEARD = "heard"  #: written as spoken, or short
    TYPO = "typo"
    PREFIX = "prefix"  #: the beginning of a longer word
    JOINED = "joined"  #: several syllables typed in one piece
    SPLIT = "split"  #: one syllable typed in two pieces
    ABBREVIATION = "abbreviation"
    ALIAS = "alias"


_WEIGHT = {
    How.EXACT: 1.0,
    How.WITHOUT_MARKS: 1.0,
    How.OTHER_MARKS: 0.9,
    How.TELEX: 0.95,
    How.VNI: 0.95,
    How.ABBREVIATION: 0.9,
    How.ALIAS: 0.9,
    How.JOINED: 0.9,
    How.SPLIT: 0.85,
    How.SCAN: 0.8,
    How.HEARD: 0.78,
    How.TYPO: 0.75,
    How.PREFIX: 0.65,
}


class Candidate(NamedTuple):
    """What a word may stand for. ``syllables`` are without marks, as indexed; ``marked`` are those with the marks that
    were typed (None where no marks were typed: then all marks are equal)."""

    syllables: tuple[str, ...]
    how: How
    weight: float
    marked: tuple[str, ...] | None = None


class Word(NamedTuple):
    """A word of the query: ``typed`` stands at ``start`` to ``end`` of the reading's text. Candidates are best first;
    none: the corpus has nothing like it."""

    typed: str
    start: int
    end: int
    plain: str
    candidates: tuple[Candidate, ...]


class Alternative(NamedTuple):
    """Words ``first`` up to (not with) ``last`` together may also stand for ``candidate``."""

    first: int
    last: int
    candidate: Candidate


class QueryReading(NamedTuple):
    """A query as read: its display form, its words and what runs of them may stand for."""

    text: str
    marks: bool
    words: tuple[Word, ...]
    alternatives: tuple[Alternative, ...]


class Synonym(NamedTuple):
    """Two ways to write one thing, as syllables without marks: ``tccsd`` and ``to chuc co so dang``."""

    short: tuple[str, ...]
    long: tuple[str, ...]
    how: How

    @classmethod
    def of(cls, short: str, long: str, how: How = How.ABBREVIATION) -> "Synonym":
        """The synonym of two printed texts."""
        return cls(tuple(syllables(short)), tuple(syllables(long)), how)


class Front:
    """Reads queries against a vocabulary and synonyms."""

    def __init__(self, vocabulary: Vocabulary, synonyms: Iterable[Synonym] = ()) -> None:
        self.vocabulary = vocabulary
        #: the first syllable of either side → the sides that begin with it, and what they stand for
        self._synonyms: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], How]]] = {}
        self._shorts: set[str] = set()
        for synonym in synonyms:
            self._learn(synonym)
        self.repairs = lru_cache(maxsize=4096)(self._repairs)

    def _learn(self, synonym: Synonym) -> None:
        if not synonym.short or not synonym.long or synonym.short == synonym.long:
            return
        if len(synonym.short) == 1:
            self._shorts.add(synonym.short[0])
        for side, other in ((synonym.short, synonym.long), (synonym.long, synonym.short)):
            self._synonyms.setdefault(side[0], []).append((side, other, synonym.how))

    def read(self, text: str) -> QueryReading:
        """``text`` as words with candidates."""
        shown = display(text)
        marks = has_marks(shown)
        read: list[Word] = []
        for start, end in words(shown):
            if len(read) == MAX_WORDS:
                break
            read.extend(self._word(shown[start:end], start, end, marks))
        found = tuple(read)
        return QueryReading(shown, marks, found, tuple(self._alternatives(found)))

    def _word(self, typed: str, start: int, end: int, marks: bool) -> Iterator[Word]:
        plain, marked = syllables(typed), marked_syllables(typed)
        if len(plain) != 1:  # a word that folding takes apart (ligatures of other scripts)
            for one, form in zip(plain, marked, strict=False):
                yield Word(typed, start, end, one, self.candidates(one, form if marks else None))
            return
        yield Word(typed, start, end, plain[0], self._typed(typed, plain[0], marked[0] if marks else None))

    def _typed(self, typed: str, plain: str, marked: str | None) -> tuple[Candidate, ...]:
        """Candidates of one word, where its capitals still say that it is an abbreviation or a code."""
        if plain in self._shorts or (typed.isupper() and len(typed) > 1 and plain in self.vocabulary):
            return tuple(self._known(plain, marked)) if plain in self.vocabulary else ()
        return self.candidates(plain, marked)

    def candidates(self, plain: str, marked: str | None = None) -> tuple[Candidate, ...]:
        """What the word ``plain`` (typed with the marks ``marked``, if any) may stand for, best first."""
        known = self._known(plain, marked)
        if known and not self._rare(plain):
            return tuple(known)
        repaired = [*known, *self.repairs(plain)]
        return tuple(self._best(repaired)[:MAX_CANDIDATES])

    def _rare(self, plain: str) -> bool:
        return self.vocabulary.count(plain) < self._floor()

    def _known(self, plain: str, marked: str | None) -> list[Candidate]:
        if plain not in self.vocabulary:
            return []
        forms = self.vocabulary.marked(plain)
        if marked is None:
            how = How.EXACT if plain in forms else How.WITHOUT_MARKS
            return [Candidate((plain,), how, _WEIGHT[how])]
        how = How.EXACT if marked in forms else How.OTHER_MARKS
        return [Candidate((plain,), how, _WEIGHT[how], (marked,))]

    def _repairs(self, plain: str) -> tuple[Candidate, ...]:
        """What ``plain`` may be if it was not meant as typed; also for a word that the corpus has, when its neighbours
        say that another was meant."""
        if len(plain) > MAX_LETTERS:
            return ()
        found = self._keystrokes(plain)
        if not plain.isdigit():
            found += self._spelled(plain)
            found += self._half(plain)
            found += self._joined(plain)
            if not found and len(plain) > 4 and plain.isalpha():
                found += self._far(plain)
        return tuple(self._best(found)[:MAX_CANDIDATES])

    def guesses(self, plain: str) -> Iterator[Candidate]:
        """Everything that ``plain`` may be, likeliest first, with all the longer words that begin with it: for one who
        can tell the right ones by their neighbours."""
        repairs = self.repairs(plain)
        yield from repairs
        seen = {c.syllables for c in repairs}
        if len(plain) > 1 and not plain.isdigit():
            for word in self.vocabulary.starting(plain):
                if (word,) not in seen and not _numeric(word):
                    yield Candidate((word,), How.PREFIX, _WEIGHT[How.PREFIX])

    def _keystrokes(self, plain: str) -> list[Candidate]:
        found = self._decoded(plain, 0.0)
        if not found and MIN_KEYS <= len(plain) <= MAX_KEYS:
            # one key struck once too often, or two in the wrong order
            for near in sorted(slips.struck(plain)):  # of equals the first is kept, whichever run it is
                found += self._decoded(near, 0.3)
        return found

    def _decoded(self, plain: str, loss: float) -> list[Candidate]:
        found: list[Candidate] = []
        for decode, how in ((telex, How.TELEX), (vni, How.VNI)):
            decoded = decode(plain)
            if decoded is None:
                continue
            word, form = syllables(decoded)[0], marked_syllables(decoded)[0]
            if word in self.vocabulary:
                # keys of which some were left out ("nhieem" for nhiệm) say the letters, and leave the marks open
                sure = form in self.vocabulary.marked(word)
                marked = (form,) if sure else None
                found.append(Candidate((word,), how, _WEIGHT[how] - loss - (0.0 if sure else 0.2), marked))
        return found

    def _spelled(self, plain: str) -> list[Candidate]:
        found = [Candidate((w,), How.SCAN, _WEIGHT[How.SCAN]) for w in self._of_known(slips.scanned(plain))]
        found += [Candidate((w,), How.HEARD, _WEIGHT[How.HEARD]) for w in self._of_known(slips.heard(plain))]
        if any(c.isdigit() for c in plain) or len(plain) < 2:
            return found  # a number is never taken for another
        near = self._of_known(slips.edits(plain))
        found += [Candidate((w,), How.TYPO, self._typo_weight(plain, w)) for w in near if not _numeric(w)]
        return found

    def _of_known(self, near: set[str]) -> set[str]:
        """Those of some spellings that the corpus has; it writes i for a y that is alone after its consonant."""
        known = self.vocabulary.known
        return (near & known) | ({syllables(w)[0] for w in near if w.endswith("y") and len(w) < 4} & known)

    def _typo_weight(self, plain: str, word: str) -> float:
        """A slip in the first letter, or in a word of two letters, is less likely."""
        weight = _WEIGHT[How.TYPO]
        if plain[0] != word[0]:
            weight -= 0.1
        if len(plain) < 3:
            weight -= 0.15
        if sorted(plain) == sorted(word):
            weight += 0.05
        return weight

    def _far(self, plain: str) -> list[Candidate]:
        """Words two slips away; rapidfuzz is loaded only here."""
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        near = extract(plain, list(self.vocabulary), scorer=OSA.distance, score_cutoff=2, limit=MAX_CANDIDATES)
        return [Candidate((w,), How.TYPO, _WEIGHT[How.TYPO] - 0.2) for w, _, _ in near if not _numeric(w)]

    def _half(self, plain: str) -> list[Candidate]:
        longer = [w for w in self.vocabulary.starting(plain) if not _numeric(w)] if len(plain) > 1 else []
        longer.sort(key=lambda w: (-self.vocabulary.count(w), w))
        return [Candidate((w,), How.PREFIX, _WEIGHT[How.PREFIX]) for w in longer[:MAX_CANDIDATES]]

    def _joined(self, plain: str) -> list[Candidate]:
        """``tuyengiao`` as two or more syllables of the corpus."""
        if not plain.isalpha():
            return self._unglued(plain)
        if len(plain) < 4:
            return []
        return [
            Candidate(parts, How.JOINED, _WEIGHT[How.JOINED] - 0.05 * (len(parts) - 2) - _crumbs(parts))
            for parts in self._cuts(plain)
            if len(parts) > 1
        ]

    def _unglued(self, plain: str) -> list[Candidate]:
        """``7va``: a number and a word, or several."""
        runs = _RUNS.findall(plain)
        if len(runs) < 2 or len(runs) > MOST_RUNS:
            return []
        cuts = [[(run,)] if run in self.vocabulary else self._cuts(run) if run.isalpha() else [] for run in runs]
        if not all(cuts):
            return []
        return [Candidate(tuple(part for cut in cuts for part in cut[0]), How.JOINED, _WEIGHT[How.JOINED] - 0.1)]

    def _cuts(self, plain: str) -> list[tuple[str, ...]]:
        """The few ways to cut ``plain`` into known syllables, fewest pieces first: of two letters and more if it can be
        done with these."""
        return self._cut(plain, 2) or self._cut(plain, 1)

    def _cut(self, plain: str, least: int) -> list[tuple[str, ...]]:
        ways: list[list[tuple[str, ...]]] = [[] for _ in range(len(plain) + 1)]
        ways[0] = [()]
        for end in range(least, len(plain) + 1):
            for start in range(max(0, end - 7), end - least + 1):
                piece = syllables(plain[start:end])[0]
                if len(piece) == 1 and piece not in _ALONE:
                    continue
                if ways[start] and piece in self.vocabulary and self.vocabulary.count(piece) >= self._floor():
                    ways[end] += [(*way, piece) for way in ways[start]]
            ways[end] = sorted(ways[end], key=len)[:4]
        return ways[-1]

    def _best(self, found: Iterable[Candidate]) -> list[Candidate]:
        """Each reading once, with its greatest weight; best first, of equals the commonest."""
        kept: dict[tuple[str, ...], Candidate] = {}
        for candidate in found:
            before = kept.get(candidate.syllables)
            if before is None or candidate.weight > before.weight:
                kept[candidate.syllables] = candidate
        return sorted(
            kept.values(), key=lambda c: (-c.weight, -min(map(self.vocabulary.count, c.syllables)), c.syllables)
        )

    def _floor(self) -> int:
        """In how many texts a syllable must be to be above doubt."""
        return max(RARE, self.vocabulary.documents // ONE_IN) if self.vocabulary.documents >= SMALL else 1

    def _alternatives(self, read: tuple[Word, ...]) -> Iterator[Alternative]:
        plain = [w.candidates[0].syllables[0] if _sure(w) else w.plain for w in read]
        for at in range(len(read)):
            for side, other, how in self._synonyms.get(plain[at], ()):
                if tuple(plain[at : at + len(side)]) == side and any(s in self.vocabulary for s in other):
                    weight = _WEIGHT[how] - (A_WORD if len(side) == 1 and _may_be_a_word(read[at]) else 0.0)
                    yield Alternative(at, at + len(side), Candidate(other, how, weight))
            if at + 1 < len(read):
                yield from self._split(read, at)

    def _split(self, read: tuple[Word, ...], at: int) -> Iterator[Alternative]:
        """Two neighbours that are one syllable."""
        whole = read[at].plain + read[at + 1].plain
        if len(whole) > 7 or not whole.isalpha():
            return
        if whole in self.vocabulary:
            yield Alternative(at, at + 2, Candidate((whole,), How.SPLIT, _WEIGHT[How.SPLIT]))


def _sure(word: Word) -> bool:
    """Whether the word's best candidate is good enough to look up synonyms with."""
    return bool(word.candidates) and len(word.candidates[0].syllables) == 1 and word.candidates[0].weight >= 0.9


def _may_be_a_word(word: Word) -> bool:
    """Whether an abbreviation was typed as one types a word that sounds (``tu``, and neither ``TU`` nor ``ubkt``)."""
    return word.typed.islower() and bool(_SYLLABLE.fullmatch(word.plain)) and bool(word.candidates)


def _crumbs(parts: tuple[str, ...]) -> float:
    """What a cut loses by pieces of one letter: nearly anything falls into such."""
    return CRUMB * sum(len(part) == 1 for part in parts)


def _numeric(word: str) -> bool:
    return any(c.isdigit() for c in word)
