"""JSON Schemas of the knowledge files, by which an editor completes keys and marks slips while a file is written.

They are made from the same dataclasses as the loader reads with; ``data/schema/`` holds them.
"""

from __future__ import annotations

import dataclasses
import json
from enum import StrEnum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from kg.knowledge.form import Form
from kg.knowledge.load import LISTS, SINGLES

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, str]:
    """The schema of each knowledge file, as text, by the schema's file name ("units.schema.json")."""
    listed = {file: {"type": "array", "items": _record(record, key)} for file, record, key in LISTS}
    single = {file: _record(record, None) for file, record in SINGLES}
    return {f"{file.removesuffix('.yaml')}.schema.json": _text(file, body) for file, body in (listed | single).items()}


def _text(file: str, body: dict[str, Any]) -> str:
    whole = {"$schema": _DIALECT, "title": file, **body}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _record(record: type[Any], key: str | None) -> dict[str, Any]:
    """An overlay's entry may give any of the fields; only its name must be there."""
    hints = get_type_hints(record, include_extras=True)
    properties = {name: _value(hint) for name, hint in hints.items()}
    schema: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": properties}
    if key:
        schema["required"] = [key]
    return schema


def _value(hint: object) -> dict[str, Any]:
    origin = get_origin(hint)
    if origin is Annotated:
        inner, *extra = get_args(hint)
        form = next(x for x in extra if isinstance(x, Form))
        return {**_value(inner), "pattern": f"^(?:{form.pattern})$", "description": form.vi}
    if origin in (Union, UnionType):
        inner = next(x for x in get_args(hint) if x is not type(None))
        return {"anyOf": [_value(inner), {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": _value(get_args(hint)[0])}
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"enum": [str(member) for member in hint]}
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return _nested(hint)
    return {"type": "boolean"} if hint is bool else {"type": "string"}


def _nested(record: type[Any]) -> dict[str, Any]:
    """An entry inside an entry is given whole."""
    hints = get_type_hints(record, include_extras=True)
    required = [
        f.name
        for f in dataclasses.fields(record)
        if f.default is dataclasses.MISSING and type(None) not in get_args(hints[f.name])
    ]
    return {**_record(record, None), "required": required}
