"""Damaged files of every format: a reading, or an error that names the file; never another error, never without end."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO

import pytest

from kg.errors import KgError
from kg.places import Paragraph, Reading
from kg.read import read_bytes
from tests.read.samples import ALL

FILES = 200


def damaged(data: bytes, chance: random.Random) -> bytes:
    """``data`` cut short, with bytes changed, or with a stretch taken out or doubled."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 12))):
        kind, at = chance.randrange(5), chance.randrange(max(1, len(out)))
        end = min(len(out), at + chance.randrange(1, 60))
        if kind == 0:
            del out[at:]
        elif kind == 1:
            del out[at:end]
        elif kind == 2:
            out[at:at] = out[at:end]
        elif out:
            out[at] = chance.randrange(256) if kind == 3 else out[at] ^ (1 << chance.randrange(8))
    return bytes(out)


def damaged_inside(data: bytes, chance: random.Random) -> bytes:
    """A package that is whole, with one part damaged."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        victim = chance.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, damaged(part, chance) if name == victim else part)
    return out.getvalue()


def check(reading: Reading) -> None:
    for block in reading.blocks:
        if isinstance(block, Paragraph):
            for piece in block.flow.source:
                assert piece.start is not None and piece.end is not None
                assert 0 <= piece.start < piece.end <= len(reading.text)


@pytest.mark.parametrize("name", ALL)
def test_damaged_files_are_read_or_refused(name: str) -> None:
    whole = ALL[name]()
    chance = random.Random(f"kg {name}")
    packed = whole.startswith(b"PK")
    read = refused = 0
    for i in range(FILES):
        data = damaged_inside(whole, chance) if packed and i % 2 else damaged(whole, chance)
        try:
            check(read_bytes(data, name))
            read += 1
        except KgError as error:
            assert error.where.startswith(name), error.say()
            refused += 1
    assert read + refused == FILES
    assert refused, "damage that nothing notices is no damage"


def test_whole_files_are_read() -> None:
    for name, make in ALL.items():
        if name != "plan.png":  # a blank page
            check(read_bytes(make(), name))


@pytest.mark.parametrize("name", ALL)
def test_another_ending_changes_nothing_of_what_content_shows(name: str) -> None:
    if name in ("plan.csv", "plan.png"):  # three records are too few to show it
        return
    assert read_bytes(ALL[name](), "tệp").blocks == read_bytes(ALL[name](), name).blocks
