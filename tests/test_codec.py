"""Records go to JSON and come back the same; JSON of another shape is refused."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from enum import Enum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import codec
from kg.document import Extraction
from kg.knowledge.load import load_knowledge
from kg.knowledge.model import Knowledge


class Colour(Enum):
    RED = "đỏ"
    BLUE = "xanh"


@dataclass(frozen=True, slots=True)
class Leaf:
    name: str
    size: int | None = None
    shade: Colour = Colour.RED


@dataclass(frozen=True, slots=True)
class Tree:
    flag: bool
    weight: float
    leaves: tuple[Leaf, ...] = ()
    pair: tuple[int, str] = (0, "")
    best: Leaf | None = None


leaf = st.builds(Leaf, st.text(), st.none() | st.integers(), st.sampled_from(Colour))
tree = st.builds(
    Tree,
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.lists(leaf, max_size=4).map(tuple),
    st.tuples(st.integers(), st.text()),
    st.none() | leaf,
)


@given(tree)
def test_what_is_encoded_comes_back_the_same(value: Tree) -> None:
    assert codec.loads(Tree, codec.dumps(value)) == value


@given(st.from_type(Extraction))
def test_an_extraction_comes_back_the_same(extraction: Extraction) -> None:
    assert codec.loads(Extraction, codec.dumps(extraction)) == extraction


def test_the_knowledge_comes_back_the_same() -> None:
    knowledge = load_knowledge()
    assert codec.loads(Knowledge, codec.dumps(knowledge)) == knowledge
    assert {f.name for f in fields(Knowledge)} >= set(json.loads(codec.dumps(knowledge)))


def test_defaults_are_left_out_and_come_back() -> None:
    assert codec.encode(Leaf("lá")) == {"name": "lá"}
    assert codec.encode(Leaf("lá", 0)) == {"name": "lá", "size": 0}
    assert codec.decode(Leaf, {"name": "lá"}) == Leaf("lá")


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"name": None},
        {"name": 1},
        {"name": "lá", "size": "1"},
        {"name": "lá", "size": True},
        {"name": "lá", "shade": "tím"},
        {"name": "lá", "colour": "đỏ"},
        [],
        "lá",
    ],
)
def test_json_of_another_shape_is_refused(data: codec.Json) -> None:
    with pytest.raises(codec.CodecError):
        codec.decode(Leaf, data)


def test_a_field_that_json_cannot_hold_is_refused() -> None:
    @dataclass(frozen=True)
    class Odd:
        value: object

    with pytest.raises(codec.CodecError):
        codec.dumps(Odd(object()))
    with pytest.raises(codec.CodecError):
        codec.decode(Odd, {"value": 1})
