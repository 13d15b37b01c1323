"""Questions and answers at a plain terminal, line by line: the same on every system, and through a pipe."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from kg.cli import render, streams, view_review
from kg.cli.speech import tr
from kg.cli.view_review import keys
from kg.corrections.answers import Given, doubted
from kg.corrections.model import Correction, Doubt
from kg.corrections.sitting import Item, Sitting
from kg.errors import Exit
from kg.text import nfc, unmarked

#: letters of both languages; đ may be typed d
RIGHT, EDIT, NONE, ALIAS, QUIT = ("d", "y"), ("s", "e"), ("k", "n"), ("a",), ("t", "q")
#: what is typed for "none"
NOTHING = "-"


class Left(Exception):
    """The person ends the sitting."""


def ask(prompt: str, *, keep_case: bool = False) -> str:
    """What is typed on a line; a letter is given small and without marks unless ``keep_case``. Raises Left where
    nobody types any more."""
    streams.write(prompt)
    streams.flush()
    line = sys.stdin.readline()
    if not line:
        streams.write("\n")
        raise Left
    typed = nfc(line).strip()
    return typed if keep_case else unmarked(typed).lower()


class Dialogue:
    """A sitting at the terminal."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def run(self) -> int:
        """Walk through what waits until all is answered or the person leaves."""
        try:
            for item, number, total in self._sitting.all():
                render.write_lines(view_review.item(item, number, total))
                self._answer(item)
        except Left:
            pass
        except KeyboardInterrupt:
            kept = "Những câu đã trả lời vẫn còn; `kg build` áp dụng chúng."
            streams.note("\n" + tr(kept, "What was answered is kept; `kg build` applies it."))
            raise
        left = self._sitting.left()
        said = self._sitting.answered
        render.write_lines(["", tr(f"Đã ghi {said} câu trả lời.", f"{said} answers written down.") + " " + _rest(left)])
        return Exit.FOUND

    def _answer(self, item: Item) -> None:
        """Ask until there is an answer that can be written down, or none is wanted."""
        while True:
            typed = ask("> ")
            if typed in QUIT:
                raise Left
            if not typed:
                return
            said = self._said(item, typed)
            if said:
                self._sitting.say(said)
                return
            streams.write(keys(item.waiting) + "\n")

    def _said(self, item: Item, typed: str) -> Sequence[Correction]:
        kind = item.waiting.kind
        if kind is Doubt.CONFLICT:
            chosen = int(typed) - 1 if typed.isdecimal() else -1
            return item.answers.settled(item.said[chosen].correction) if 0 <= chosen < len(item.said) else ()
        if typed in RIGHT:
            return item.answers.right(item.task)
        if kind is Doubt.UNKNOWN_UNIT:
            return self._unit(item, typed)
        if item.task is None or kind in (Doubt.UNREAD, Doubt.WARNING):
            return ()
        if typed in NONE:
            return item.answers.no_task()
        return item.answers.changed(item.task, self._given(item)) if typed in EDIT else ()

    def _unit(self, item: Item, typed: str) -> Sequence[Correction]:
        if typed in NONE:
            return item.answers.same_unit(())
        if typed not in (*EDIT, *ALIAS):
            return ()
        while True:
            meant = ask(tr("Tên đúng của đơn vị: ", "The unit's right name: "), keep_case=True)
            if not meant:
                return ()
            names = self._read(item, (meant,))
            if names:
                return item.answers.alias(meant) if typed in ALIAS else item.answers.same_unit((meant,))

    def _given(self, item: Item) -> Given:
        """Units and times that are typed in the place of those that were doubted."""
        assert item.task is not None
        now = doubted(item.waiting.kind, item.task)
        streams.write(
            tr(
                "Nhiều đơn vị cách nhau bằng dấu ; · Enter giữ nguyên · - là không có\n",
                "Part several by ; · Enter leaves it · - is none\n",
            )
        )
        lead = self._units(item, tr("Chủ trì", "Lead"), now.lead) if now.lead is not None else None
        cooperate = None
        if item.waiting.kind is Doubt.INFERRED:
            cooperate = self._units(item, tr("Phối hợp", "With"), tuple(m.name for m in item.task.cooperate))
        times = self._times(item, now.times) if now.times is not None else None
        return Given(lead, cooperate, times)

    def _units(self, item: Item, label: str, now: tuple[str, ...]) -> tuple[str, ...] | None:
        while True:
            typed = ask(_prompt(label, now), keep_case=True)
            if not typed:
                return None
            if typed == NOTHING:
                return () if now else None
            names = self._read(item, _parts(typed))
            if names:
                return names

    def _read(self, item: Item, typed: Sequence[str]) -> tuple[str, ...]:
        """The units that were typed, as they are understood; () where they are to be typed again."""
        names, unknown = item.understood(typed)
        streams.write(tr("Hiểu là: ", "Understood: ") + "; ".join(names) + "\n")
        agreed = not unknown or _sure(tr("Chưa biết: ", "Not known: ") + "; ".join(unknown))
        return tuple(names) if agreed else ()

    def _times(self, item: Item, now: tuple[str, ...]) -> tuple[str, ...] | None:
        while True:
            typed = ask(_prompt(tr("Thời gian", "Time"), now), keep_case=True)
            if not typed:
                return None
            if typed == NOTHING:
                return () if now else None
            parts = _parts(typed)
            unclear = [part for part in parts if not item.is_time(part)]
            if not unclear or _sure(tr("Không hiểu: ", "Not understood: ") + "; ".join(unclear)):
                return parts


def _prompt(label: str, now: tuple[str, ...]) -> str:
    return f"{label} [{'; '.join(now) or NOTHING}]: "


def _parts(typed: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in typed.split(";") if part.strip()))


def _sure(what: str) -> bool:
    asked = tr("Vẫn ghi? c = có, Enter = gõ lại: ", "Write it all the same? y = yes, Enter = type again: ")
    return ask(f"{what}. {asked}") in ("c", "y")


def _rest(left: int) -> str:
    if not left:
        return tr("Không còn gì chờ.", "Nothing waits.")
    return tr(f"Còn {left} điều chờ xem.", f"{left} still waiting.")
