"""The one form in which a list of knowledge is written: entries sorted, keys in their order, no needless quotes.

Comments at the top of a file are kept; others are not part of the form.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from enum import Enum
from typing import Any, TypeVar, cast

from kg.knowledge import schema
from kg.knowledge.load import LISTS
from kg.knowledge.schema import Given
from kg.text import search_key

T = TypeVar("T")

#: columns of a line
WIDTH = 118
#: lists whose order has a meaning
ORDERED = ("tails.yaml",)


def canonical(name: str, data: bytes) -> str:
    """The canonical text of the knowledge file ``name``, one of ``LISTS``."""
    record, key = next((record, key) for file, record, key in LISTS if file == name)
    entries = _sorted(name, schema.read_list(data, name, record), key)
    return _head(data.decode("utf-8")) + _dump([_plain(given) for given in entries])


def _sorted(file: str, entries: Sequence[Given[T]], key: str) -> Sequence[Given[T]]:
    return entries if file in ORDERED else sorted(entries, key=lambda given: _order(str(given.value(key)), given))


def _order(name: str, given: Given[T]) -> tuple[object, ...]:
    """Roles keep the order of their kind; names are sorted without marks, then with them."""
    kind = given.value("role")
    if isinstance(kind, Enum):
        return (list(type(kind)).index(kind),)
    return (search_key(name), name)


def _head(text: str) -> str:
    lines = []
    for line in text.split("\n"):
        if not line.startswith("#"):
            break
        lines.append(f"{line}\n")
    return "".join(lines)


def _plain(given: Given[T]) -> dict[str, object]:
    """The fields that an entry gives, in the order of the record."""
    values = dict(given.values)
    fields = dataclasses.fields(cast("Any", given.record))
    return {f.name: _bare(values[f.name]) for f in fields if f.name in values}


def _bare(value: object) -> object:
    """``value`` in the types of YAML; what equals a field's default is left out."""
    if isinstance(value, Enum):
        return str(value)
    if isinstance(value, tuple):
        return [_bare(v) for v in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _bare(v) for f in dataclasses.fields(value) if not _is_default(v := getattr(value, f.name), f)}
    return value


def _is_default(value: object, field: dataclasses.Field[object]) -> bool:
    return value is None or value == field.default or value == ()


def _dump(content: object) -> str:
    import yaml

    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text = yaml.dump(
        content,
        Dumper=dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=None,
        width=WIDTH,
        line_break="\n",
    )
    return str(text)
