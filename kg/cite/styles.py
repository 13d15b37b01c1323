"""The styles that a store was written with, by name; what does not exist is said, with what does."""

from __future__ import annotations

from kg.corpus.store import Store
from kg.errors import Message, UsageError
from kg.knowledge.model import Style
from kg.text import search_key

#: the style where none is named
DEFAULT = "dang"


def styles_of(store: Store) -> tuple[Style, ...]:
    """All styles, the default first."""
    found = store.knowledge_part("styles", tuple[Style, ...])
    return tuple(sorted(found, key=lambda s: s.name != DEFAULT))


def style_named(store: Store, name: str | None) -> Style:
    """The style called ``name`` in either language; raises UsageError for another name."""
    styles = styles_of(store)
    key = search_key(name or DEFAULT)
    for style in styles:
        if key in (search_key(n) for n in (style.name, *style.aliases)):
            return style
    known = ", ".join(s.name for s in styles)
    raise UsageError(
        Message(f"không có kiểu “{name}”", f'there is no style "{name}"'),
        "--style",
        Message(f"Chọn một trong: {known}", f"Choose one of: {known}"),
    )
