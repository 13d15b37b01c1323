"""Schemas for editors are current, and agree with the loader on the files that come with the tool."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from kg.knowledge.editor import schemas

DATA = Path(__file__).resolve().parent.parent / "data"


@pytest.mark.parametrize("name", schemas())
def test_schema_in_the_folder_is_current(name: str) -> None:
    path = DATA / "schema" / name
    if os.environ.get("FIX_DATA"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(schemas()[name].encode())
    assert path.read_bytes().decode() == schemas()[name], "run FIX_DATA=1 pytest tests/test_knowledge_editor.py"


def test_no_schema_is_left_of_a_file_that_is_gone() -> None:
    assert {p.name for p in (DATA / "schema").iterdir()} == set(schemas())


def _as_editors_read(file: str) -> Any:
    return yaml.safe_load((DATA / file).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", schemas())
def test_file_that_comes_with_the_tool_fits_its_schema(name: str) -> None:
    schema = json.loads(schemas()[name])
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(_as_editors_read(name.replace(".schema.json", ".yaml")), schema)


@pytest.mark.parametrize(
    "entry",
    [
        {"name": "Ban Tổ chức", "alias": ["x"]},
        {"aliases": ["x"]},
        {"name": "Ban Tổ chức", "kind": "office"},
        {"name": "Ban Tổ chức", "tails": ["market"]},
        {"name": "Ban Tổ chức", "successors": [{"successor": "Ban Dân vận", "since": "28/2/2025", "mark": "general"}]},
        {"name": "Ban Tổ chức", "members": [{"member": "Ban Dân vận"}]},
    ],
    ids=["unknown key", "no name", "kind", "class of tail", "day", "member without a mark"],
)
def test_schema_marks_what_the_loader_refuses(entry: dict[str, object]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([entry], json.loads(schemas()["units.schema.json"]))


def test_schema_accepts_a_clerks_two_lines() -> None:
    jsonschema.validate([{"name": "Ban Tổ chức", "aliases": ["Ban TCCB"]}], json.loads(schemas()["units.schema.json"]))
