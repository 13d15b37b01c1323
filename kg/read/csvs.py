"""Separated values (.csv, .tsv): the sign that parts them is found from the text."""

from __future__ import annotations

import csv

from kg.errors import UnreadableError
from kg.places import Reading
from kg.read.build import DAMAGED, SAVE_AGAIN, Builder, RawCell
from kg.read.sheets import add_rows
from kg.read.sniff import delimiter_of

READER = "csv"
#: a value may be a whole paragraph, but no book
_MAX_VALUE = 1_000_000


def read_csv(text: str, name: str, sha256: str) -> Reading:
    """The reading of ``text`` (as ``decode`` gives it)."""
    builder = Builder(name, sha256, READER)
    csv.field_size_limit(_MAX_VALUE)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter_of(text) or ",")
    try:
        rows = [[RawCell(tuple(x for x in v.split("\n") if x.strip())) for v in record] for record in reader]
    except csv.Error:
        raise UnreadableError(DAMAGED, f"{name}:{reader.line_num}", SAVE_AGAIN) from None
    add_rows(builder, rows)
    return builder.reading()
