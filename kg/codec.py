"""Frozen dataclasses to JSON and back, led by their type hints.

What a field may hold: str, int, float, bool, None, an enum, another dataclass, a tuple of these, and unions of one of
these with None. A field equal to its default is left out, and an absent field takes its default, so records grow
without breaking what is already written. Hints are read once for each class, when it is first met.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")

#: what the standard library's json module reads and writes
Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
_Turn = Callable[[object], object]
_PLAIN = (str, int, float, bool, NoneType)
_MISSING = object()


class CodecError(ValueError):
    """JSON that does not have the shape of the class."""


def encode(value: object) -> Json:
    """``value`` as JSON data; fields equal to their default are left out."""
    if isinstance(value, Enum):
        return cast(Json, value.value)
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if not is_dataclass(value):
        raise CodecError(f"no JSON for {type(value).__name__}")
    out: dict[str, Json] = {}
    for name, default in _defaults(type(value)):
        item = getattr(value, name)
        if item is not default and (default is _MISSING or item != default):
            out[name] = encode(item)
    return out


def decode(cls: type[T], data: Json) -> T:
    """The ``cls`` that ``data`` (made by :func:`encode`) stands for."""
    try:
        return cast(T, _decoder(cls)(data))
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise CodecError(f"not a {getattr(cls, '__name__', cls)}: {error}") from error


def dumps(value: object) -> str:
    """``encode`` as compact text."""
    return json.dumps(encode(value), ensure_ascii=False, separators=(",", ":"))


def loads(cls: type[T], text: str) -> T:
    """``decode`` of text."""
    return decode(cls, json.loads(text))


_DEFAULTS: dict[type, tuple[tuple[str, object], ...]] = {}
_DECODERS: dict[object, _Turn] = {}


def _default(field: Field[object]) -> object:
    if field.default is not MISSING:
        return field.default
    return field.default_factory() if field.default_factory is not MISSING else _MISSING


def _defaults(cls: type) -> tuple[tuple[str, object], ...]:
    found = _DEFAULTS.get(cls)
    if found is None:
        found = _DEFAULTS[cls] = tuple((f.name, _default(f)) for f in fields(cls))
    return found


def _decoder(hint: object) -> _Turn:
    turn = _DECODERS.get(hint)
    if turn is None:
        turn = _DECODERS[hint] = _made(hint)
    return turn


def _made(hint: object) -> _Turn:
    if get_origin(hint) in (Union, UnionType):
        return _optional(hint)
    if get_origin(hint) is tuple:
        return _tuple(hint)
    if isinstance(hint, type):
        if issubclass(hint, Enum):
            return hint
        if is_dataclass(hint):
            return _record(hint)
        if hint in _PLAIN:
            return _plain(hint)
    raise CodecError(f"no JSON for {hint}")


def _plain(cls: type) -> _Turn:
    takes: tuple[type, ...] = (int, float) if cls is float else (cls,)

    def plain(data: object) -> object:
        if not isinstance(data, takes) or (isinstance(data, bool) and cls is not bool):
            raise CodecError(f"{data!r} is no {cls.__name__}")
        return data

    return plain


def _optional(hint: object) -> _Turn:
    inner = [arg for arg in get_args(hint) if arg is not NoneType]
    if len(inner) != 1 or len(get_args(hint)) != 2:
        raise CodecError(f"no JSON for {hint}")
    turn = _decoder(inner[0])
    return lambda data: None if data is None else turn(data)


def _tuple(hint: object) -> _Turn:
    args = get_args(hint)
    if len(args) == 2 and args[1] is Ellipsis:
        turn = _decoder(args[0])
        return lambda data: tuple([turn(item) for item in _list(data)])
    turns = [_decoder(arg) for arg in args]
    return lambda data: tuple(turn(item) for turn, item in zip(turns, _list(data), strict=True))


def _list(data: object) -> list[object]:
    if not isinstance(data, list):
        raise CodecError(f"{data!r} is no list")
    return data


def _record(cls: type) -> _Turn:
    hints = get_type_hints(cls)
    parts = [(f.name, _decoder(hints[f.name])) for f in fields(cls)]
    names = frozenset(name for name, _ in parts)

    def record(data: object) -> object:
        if not isinstance(data, dict):
            raise CodecError(f"{data!r} is no {cls.__name__}")
        if not names.issuperset(data):
            raise CodecError(f"{cls.__name__} has no {sorted(set(data) - names)}")
        return cls(**{name: turn(data[name]) for name, turn in parts if name in data})

    return record
