"""A csv file for spreadsheets: UTF-8 with a byte order mark, so that Excel reads the letters right.

A text that a spreadsheet would run as a formula gets an apostrophe before it (``kg.export.safe.no_formula``).
"""

from __future__ import annotations

import csv
from pathlib import Path

from kg.export import table
from kg.export.records import Records, Written
from kg.export.safe import no_formula, xml_text


def write(path: Path, records: Records, lang: str) -> Written:
    """Write the tasks of ``records`` to ``path``, days as ISO days."""
    written, columns = 0, table.columns(records)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow([column.head.of(lang) for column in columns])
        for task in records.tasks():
            values = table.values(task, lang)
            rows.writerow([no_formula(xml_text(values[column.key])) for column in columns])
            written += 1
    return Written(written)
