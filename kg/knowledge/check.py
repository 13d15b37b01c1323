"""Checks merged knowledge as a whole: what no single entry can tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from kg.errors import KnowledgeError, Message
from kg.knowledge.model import Membership, Succession, TailedAlias
from kg.knowledge.schema import Given
from kg.text import marked_key

#: how errors name the folder of the files that come with the tool
BUILT_IN = "data/"


@dataclass(frozen=True, slots=True)
class _Claim:
    """An entry's hold on a form of a name, and where it is stated."""

    owner: str
    form: str
    where: str
    ambiguous: bool


def check(lists: Mapping[str, tuple[Given[Any], ...]]) -> None:
    """Raise the first contradiction that is found between entries."""
    units = lists["units.yaml"]
    _check_owners(units)
    _check_owners(lists["document_types.yaml"])
    for tails in _by_class(lists["tails.yaml"]):
        _check_owners(tails)
    _check_named(units)
    _check_tails(units, lists["tails.yaml"])
    _check_expansions(lists["abbreviations.yaml"])


def _words(given: Given[Any], name: str) -> tuple[str, ...]:
    return cast("tuple[str, ...]", given.value(name) or ())


def _by_class(tails: Iterable[Given[Any]]) -> Iterable[list[Given[Any]]]:
    """Tails of one class: those of different classes never compete for the same unit."""
    classes: dict[object, list[Given[Any]]] = {}
    for given in tails:
        classes.setdefault(given.value("cls"), []).append(given)
    return classes.values()


def _check_owners(entries: Iterable[Given[Any]]) -> None:
    """A form of a name belongs to one entry, or all its owners declare it ambiguous."""
    claims: dict[str, list[_Claim]] = {}
    for given in entries:
        for claim in _claims(given):
            claims.setdefault(marked_key(claim.form), []).append(claim)
    for held in claims.values():
        owners = {c.owner for c in held}
        open_claims = [c for c in held if not c.ambiguous]
        if len(owners) > 1 and open_claims:
            _refuse(held, open_claims[0])


def _claims(given: Given[Any]) -> Iterable[_Claim]:
    owner = str(given.value("name"))
    yield _Claim(owner, owner, given.place("name"), False)
    for form in _words(given, "aliases"):
        yield _Claim(owner, form, given.place("aliases"), False)
    for tailed in cast("tuple[TailedAlias, ...]", given.value("tailed") or ()):
        yield _Claim(owner, tailed.form, given.place("tailed"), False)
    for form in _words(given, "ambiguous"):
        yield _Claim(owner, form, given.place("ambiguous"), True)


def _refuse(held: list[_Claim], first: _Claim) -> None:
    other = next(c for c in held if c.owner != first.owner)
    # the error stands where a person can mend it: in the office's own file, else at the later of the two
    theirs = [c for c in (other, first) if not _is_built_in(c.where)] or [other]
    here = theirs[0]
    there = first if here is other else other
    raise KnowledgeError(
        Message(
            f"“{here.form}” của “{here.owner}” cũng là tên của “{there.owner}” ({there.where})",
            f"“{here.form}” of “{here.owner}” is also a name of “{there.owner}” ({there.where})",
        ),
        here.where,
        Message(
            "Bỏ một trong hai, hoặc ghi tên đó ở khóa “ambiguous” của cả hai.",
            "Remove one of the two, or put the name under “ambiguous” of both.",
        ),
    )


def _is_built_in(where: str) -> bool:
    return where.startswith(BUILT_IN) and "/" not in where[len(BUILT_IN) :]


def _check_named(units: Iterable[Given[Any]]) -> None:
    """Members and successors are entries."""
    units = tuple(units)
    names = {marked_key(str(u.value("name"))) for u in units}
    for given in units:
        for member in cast("tuple[Membership, ...]", given.value("members") or ()):
            _check_entry(member.member, names, given.place("members"))
            _check_order(member, given.place("members"))
        for successor in cast("tuple[Succession, ...]", given.value("successors") or ()):
            _check_entry(successor.successor, names, given.place("successors"))


def _check_entry(name: str, names: set[str], where: str) -> None:
    if marked_key(name) not in names:
        raise KnowledgeError(
            Message(f"không có mục nào tên “{name}” trong units.yaml", f"units.yaml has no entry named “{name}”"),
            where,
            Message("Thêm mục đó, hoặc sửa tên.", "Add the entry, or mend the name."),
        )


def _check_order(member: Membership, where: str) -> None:
    if member.since and member.until and member.since > member.until:
        raise KnowledgeError(
            Message(
                f"“{member.member}”: since {member.since} sau until {member.until}",
                f"“{member.member}”: since {member.since} is after until {member.until}",
            ),
            where,
        )


def _check_expansions(abbreviations: Iterable[Given[Any]]) -> None:
    """A short form with several meanings says so."""
    for given in abbreviations:
        expansions = _words(given, "expansions")
        if len(expansions) > 1 and not given.value("ambiguous"):
            short, listed = given.value("short"), "; ".join(expansions)
            raise KnowledgeError(
                Message(f"“{short}” có nhiều nghĩa: {listed}", f"“{short}” has several meanings: {listed}"),
                given.place("expansions"),
                Message("Thêm dòng “ambiguous: true”, hoặc bỏ bớt.", "Add “ambiguous: true”, or remove some."),
            )


def _check_tails(units: Iterable[Given[Any]], tails: Iterable[Given[Any]]) -> None:
    """Tails that entries name are entries of tails.yaml, and what tails share comes to an end."""
    by_name = {marked_key(str(t.value("name"))): t for t in tails}
    for given in units:
        for tailed in cast("tuple[TailedAlias, ...]", given.value("tailed") or ()):
            _check_tail(tailed.tail, by_name, given.place("tailed"))
    for given in by_name.values():
        seen = {str(given.value("name"))}
        shares = given.value("shares")
        while shares is not None:
            _check_tail(str(shares), by_name, given.place("shares"))
            if str(shares) in seen:
                raise _circle(str(shares), given.place("shares"))
            seen.add(str(shares))
            shares = by_name[marked_key(str(shares))].value("shares")


def _check_tail(name: str, tails: Mapping[str, Given[Any]], where: str) -> None:
    if marked_key(name) not in tails:
        raise KnowledgeError(
            Message(f"tails.yaml không có mục nào tên “{name}”", f"tails.yaml has no entry named “{name}”"), where
        )


def _circle(name: str, where: str) -> KnowledgeError:
    return KnowledgeError(
        Message(f"“shares: {name}” dẫn vòng về chính nó", f"“shares: {name}” leads back to itself"), where
    )
