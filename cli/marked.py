"""Documents marked secret: the person at the keyboard is asked, nobody there is a no."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import typer

from kg.cli import streams
from kg.cli.speech import language
from kg.errors import KgError, Message

if TYPE_CHECKING:
    from kg.corpus.store import Store

COPY = Message("Vẫn ghi ra ngoài kho?", "Write them out all the same?")


def agreed(error: KgError, question: Message) -> bool:
    """Whether the person at the keyboard, told ``error``, answers ``question`` with yes."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    streams.note(error.say(language()))
    return typer.confirm(question.of(language()), err=True)


def allow(store: Store, documents: Iterable[int] | None, include_marked: bool) -> None:
    """Return where ``documents`` (ords; None: all of the corpus) may be written out of the corpus; else raise
    ``kg.marking.MarkedDocuments``. ``include_marked`` is the option of that name."""
    from kg.marking import MarkedDocuments, check

    try:
        check(store, documents, include=include_marked)
    except MarkedDocuments as error:
        if not agreed(error, COPY):
            raise
