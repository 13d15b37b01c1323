"""The language that people are spoken to in, and the form of what is written to them."""

from __future__ import annotations

from kg.errors import Message

LANGUAGES = ("vi", "en")
DEFAULT_LANGUAGE = "vi"

_spoken = DEFAULT_LANGUAGE


def speak(lang: str) -> None:
    """From here on, messages of this process are in ``lang``."""
    global _spoken
    _spoken = lang


def language() -> str:
    """The language that this process speaks."""
    return _spoken


def tr(vi: str, en: str) -> str:
    """The one of both that is spoken.

    >>> tr("nhiệm vụ", "task")
    'nhiệm vụ'
    """
    return Message(vi, en).of(_spoken)


def plural(count: int, one: str) -> str:
    """English ``one`` or its plural; Vietnamese needs none.

    >>> plural(1, "task"), plural(2, "task")
    ('1 task', '2 tasks')
    """
    return f"{count} {one}" if count == 1 else f"{count} {one}s"
