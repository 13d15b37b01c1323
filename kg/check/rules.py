"""Makes findings by the rules of data/check_rules.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.check.finding import Finding, Level
from kg.cite.entry import SURE, Field, Value
from kg.cite.format import MARKS, where
from kg.errors import Message
from kg.knowledge.model import CheckRule
from kg.source import Source

#: what fills a place in braces: the same in both languages, or not
Words = str | Message


class Rules:
    """The rules by name."""

    def __init__(self, rules: Iterable[CheckRule]) -> None:
        self._rules = {rule.name: rule for rule in rules}

    def __contains__(self, name: str) -> bool:
        return name in self._rules

    def words(self, name: str) -> tuple[str, ...]:
        """The words of a rule."""
        rule = self._rules.get(name)
        return rule.words if rule else ()

    def of_form(
        self, name: str, printed: str, source: Source, says: Words, suggest: str | None = None, **words: Words
    ) -> Finding:
        """A finding whose fact is the rule itself."""
        rule = self._rules[name]
        origin = Message(rule.source, rule.source) if rule.source else None
        fact = says.vi if isinstance(says, Message) else says
        return self._made(rule, Level(rule.level), printed, source, fact, origin, suggest, {"says": says, **words})

    def of_fact(
        self,
        name: str,
        printed: str,
        source: Source,
        fact: Value,
        *,
        sure: bool = True,
        suggest: str | None = None,
        **words: Words,
    ) -> Finding:
        """A finding whose fact is a value of the registry. One that is not sure, or of a document that is not surely
        the one meant, is a note."""
        rule = self._rules[name]
        level = Level(rule.level) if sure and fact.mark in SURE else Level.NOTE
        return self._made(
            rule, level, printed, source, fact.says, origin(fact), suggest, {"says": _shown(fact), **words}
        )

    def told(
        self,
        name: str,
        printed: str,
        source: Source,
        says: Words | None = None,
        fact_source: Message | None = None,
        suggest: str | None = None,
        **words: Words,
    ) -> Finding:
        """A note on facts that are no single value."""
        rule = self._rules[name]
        fact = says.vi if isinstance(says, Message) else says
        filled = words if says is None else {"says": says, **words}
        return self._made(rule, Level.NOTE, printed, source, fact, fact_source, suggest, filled)

    @staticmethod
    def _made(
        rule: CheckRule,
        level: Level,
        printed: str,
        source: Source,
        says: str | None,
        fact_source: Message | None,
        suggest: str | None,
        words: Mapping[str, Words],
    ) -> Finding:
        message = Message(_filled(rule.vi, words, 0), _filled(rule.en, words, 1))
        return Finding(rule.name, rule.rule, level, printed, says, fact_source, suggest, message, source)


def day_in_words(iso: str) -> str:
    """A day as the rules of form have it.

    >>> day_in_words("2016-05-06"), day_in_words("2016-02-16")
    ('06/5/2016', '16/02/2016')
    """
    year, month, day = iso.split("-")
    return f"{int(day):02}/{month if int(month) < 3 else int(month)}/{year}"


def _shown(fact: Value) -> str:
    return day_in_words(fact.says) if fact.field is Field.DATE else fact.says


def origin(fact: Value) -> Message:
    """Where a fact stands and how sure it is."""
    at = where(fact)
    if fact.mark in SURE:
        return at
    mark = MARKS[fact.mark]
    return Message(f"{at.vi} ({mark.vi})", f"{at.en} ({mark.en})")


def _filled(form: str, words: Mapping[str, Words], at: int) -> str:
    return form.format_map({k: (w.vi, w.en)[at] if isinstance(w, Message) else w for k, w in words.items()})
