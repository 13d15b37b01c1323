"""Whose units a document means: the body in its header, its level and its place, and the places above it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.knowledge.model import Knowledge, Level, Tail
from kg.text import marked_syllables, words

_ORDER = (Level.COMMUNE, Level.DISTRICT, Level.PROVINCE, Level.CENTRAL)


@dataclass(frozen=True, slots=True)
class Body:
    """A body named in a header: "HUYỆN ỦY VĨNH LINH" → tail Huyện ủy, place Vĩnh Linh, kind of place huyện."""

    tail: str
    level: Level | None
    kind: str
    place: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose units a document means where it does not say: its issuer's level and the places by level, own first."""

    level: Level | None = None
    places: tuple[tuple[Level, str], ...] = ()

    def at(self, level: Level | None) -> str | None:
        """The scope of a unit of ``level``; the issuing body's own where None."""
        return next((name for lv, name in self.places if lv == (level or self.level)), None)

    def bare_places(self) -> tuple[tuple[Level, str], ...]:
        """The names of these places without the word of their level: "Đồng Nai" of tỉnh Đồng Nai."""
        return tuple(
            (level, name.split(",")[0][len(kind) :].strip()) for level, name in self.places if (kind := _kind(name))
        )

    def named(self, place: str) -> str | None:
        """The scope among these whose place is ``place``."""
        wanted = marked_syllables(place)
        return next(
            (name for _, name in self.places if marked_syllables(name.split(",")[0])[-len(wanted) :] == wanted), None
        )


class ScopeReader:
    """Reads places and levels from headers with data/tails.yaml."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._tails = {t.name: t for t in knowledge.tails}
        self._forms = sorted(
            ((marked_syllables(form), t) for t in knowledge.tails if t.place for form in (t.name, *t.aliases)),
            key=lambda f: -len(f[0]),
        )

    def bodies(self, header: tuple[str, ...]) -> tuple[Body, ...]:
        """The bodies with a place that header lines name, the issuing one last."""
        return tuple(b for b in map(self._body, header) if b)

    def scope(self, header: tuple[str, ...], issuer: str | None) -> Scope:
        """The scope of the body that a header (and, where known, the issuer's own words) names."""
        bodies = list(self.bodies(header))
        if issuer:
            own = self._body(issuer)
            bodies += [own] if own else []
        if not bodies:
            return Scope()
        above: list[str] = []
        places: list[tuple[Level, str]] = []
        for body in _by_level(bodies):
            name = f"{body.kind} {body.place}"
            places.append((body.level or Level.DISTRICT, ", ".join([name, *above])))
            above.insert(0, name)
        return Scope(places[-1][0], tuple(reversed(places)))

    def _body(self, line: str) -> Body | None:
        """The last tail of ``line`` that a place follows."""
        spans = words(line)
        keys = marked_syllables(line)
        best: Body | None = None
        for i in range(len(keys)):
            for form, tail in self._forms:
                end = i + len(form)
                if keys[i:end] == form and end < len(keys):
                    place = line[spans[end][0] : spans[-1][1]]
                    if place[:1].isupper():
                        best = Body(tail.name, tail.level, self._kind(tail), _named(place))
                    break
        return best

    def _kind(self, tail: Tail) -> str:
        while tail.cls != "state" and tail.shares and tail.shares in self._tails:
            tail = self._tails[tail.shares]
        return tail.name


def _kind(name: str) -> str:
    """The words in small letters that open a place's name: "thành phố" of thành phố Cần Thơ."""
    first = next((i for i, c in enumerate(name) if c.isupper()), 0)
    return name[:first].strip()


def _by_level(bodies: list[Body]) -> list[Body]:
    """The bodies from the highest to the lowest, one a level; a city under a province is of the district's level."""
    fixed: dict[Level, Body] = {}
    province = any(b.level is Level.PROVINCE for b in bodies)
    for body in bodies:
        level = body.level or (Level.DISTRICT if province else Level.PROVINCE)
        fixed[level] = Body(body.tail, level, body.kind, body.place)
    return [fixed[lv] for lv in reversed(_ORDER) if lv in fixed]


def _named(place: str) -> str:
    """A place's name as it is written: VĨNH LINH → Vĩnh Linh."""
    return place.title() if place.upper() == place else place
