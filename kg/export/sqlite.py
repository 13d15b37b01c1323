"""The corpus as one SQLite file with views that are documented (docs/sqlite.md) and stay as they are.

The tables below the views are kg's own and change with it; who reads the views need not know them.
"""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

from kg.errors import Message, UsageError
from kg.export.records import Records, Written

#: raised when a view or a column of one is renamed or dropped
VERSION = 1
_LINES = (
    "(SELECT group_concat(DISTINCT json_extract(p.value, '$.line')) FROM json_each({body}, '$.source') p"
    " WHERE json_extract(p.value, '$.line') IS NOT NULL)"
)
VIEWS = {
    "v_documents": """
        SELECT n.id AS document, d.type, d.number, d.code, d.date, json_extract(d.body, '$.issuer') AS issuer, d.scope,
            json_extract(d.body, '$.title') AS title, json_extract(d.body, '$.status') AS status,
            json_extract(d.body, '$.marking') AS marking, d.file, d.sha256,
            (SELECT count(*) FROM task t WHERE t.document = d.ord) AS tasks
        FROM document d JOIN node n USING (ord)""",
    "v_headings": f"""
        SELECT n.id AS heading, o.id AS document, h.number, json_extract(h.body, '$.text') AS text, p.id AS parent,
            {_LINES.format(body="h.body")} AS lines
        FROM heading h JOIN node n USING (ord) JOIN node o ON o.ord = h.document
            LEFT JOIN node p ON p.ord = h.parent""",
    "v_tasks": f"""
        SELECT n.id AS task, o.id AS document, h.id AS heading, p.id AS parent,
            json_extract(t.body, '$.number') AS number,
            json_extract(t.body, '$.place') AS place, json_extract(t.body, '$.text') AS text,
            json_extract(t.body, '$.product.printed') AS product, t.leads, t.cooperates, t.times, t.fingerprint,
            {_LINES.format(body="t.body")} AS lines
        FROM task t JOIN node n USING (ord) JOIN node o ON o.ord = t.document LEFT JOIN node h ON h.ord = t.heading
            LEFT JOIN node p ON p.ord = t.parent""",
    "v_units": """
        SELECT n.id AS unit, u.name, u.scope, u.level, u.entry, u.tail FROM unit u JOIN node n USING (ord)""",
    "v_assignments": f"""
        SELECT u.id AS unit, u.label AS name,
            CASE WHEN e.relation LIKE 'lead%' THEN 'lead' ELSE 'cooperate' END AS role,
            k.id AS task, CASE WHEN e.task IS NULL THEN d.id END AS heading, o.id AS document, e.basis,
            v.id AS via, v.label AS via_name,
            json_extract(e.body, '$.since') AS since, json_extract(e.body, '$.until') AS until,
            json_extract(e.body, '$.mark') AS mark, json_extract(e.body, '$.cited') AS cited,
            {_LINES.format(body="e.body")} AS lines
        FROM edge e JOIN node u ON u.ord = e.src JOIN node d ON d.ord = e.dst JOIN node o ON o.ord = e.document
            LEFT JOIN node k ON k.ord = e.task LEFT JOIN node v ON v.ord = e.via
        WHERE e.relation IN ('lead', 'lead_via_group', 'cooperate', 'cooperate_via_group')""",
    "v_times": """
        SELECT n.id AS task, o.id AS document, f.key AS position, json_extract(f.value, '$.printed') AS printed,
            json_extract(f.value, '$.kind') AS kind, json_extract(f.value, '$.start') AS start,
            json_extract(f.value, '$.end') AS end, json_extract(f.value, '$.condition') AS condition,
            json_extract(f.value, '$.for_unit') AS for_unit, json_extract(f.value, '$.basis') AS basis
        FROM task t JOIN node n USING (ord) JOIN node o ON o.ord = t.document
            JOIN json_each(t.body, '$.timeframes') f""",
    "v_citations": f"""
        SELECT o.id AS document, c.idx AS position, t.id AS task, d.id AS directive, d.label,
            json_extract(c.body, '$.printed') AS printed, json_extract(c.body, '$.type') AS type,
            json_extract(c.body, '$.canonical') AS code, json_extract(c.body, '$.date') AS date,
            json_extract(c.body, '$.issuer') AS issuer, json_extract(c.body, '$.title') AS title,
            {_LINES.format(body="c.body")} AS lines
        FROM citation c JOIN node o ON o.ord = c.document JOIN node d ON d.ord = c.directive
            LEFT JOIN node t ON t.ord = c.task""",
    "v_facts": f"""
        SELECT s.id AS source, e.relation, d.id AS target, e.basis, o.id AS document, k.id AS task, v.id AS via,
            {_LINES.format(body="e.body")} AS lines
        FROM edge e JOIN node s ON s.ord = e.src JOIN node d ON d.ord = e.dst JOIN node o ON o.ord = e.document
            LEFT JOIN node k ON k.ord = e.task LEFT JOIN node v ON v.ord = e.via""",
}


def write(path: Path, records: Records, lang: str) -> Written:
    """Copy the store of ``records`` to ``path`` and add the views.

    Raises:
        UsageError: only some tasks are asked for; the file would hold the others all the same.
    """
    if not records.whole:
        raise UsageError(
            Message("sqlite là cả kho, không lọc được", "sqlite holds the whole corpus; it takes no filter of tasks"),
            hint=Message(
                "Bỏ các tùy chọn lọc, hoặc dùng xlsx, csv, docx, jsonld, graphml.",
                "Leave the filters out, or take xlsx, csv, docx, jsonld or graphml.",
            ),
        )
    try:
        records.store.copy_to(path)
        return Written(_with_views(path))
    except sqlite3.OperationalError as error:
        raise OSError(errno.EIO, str(error)) from error


def _with_views(path: Path) -> int:
    """Add the views to a copy of a store; how many tasks it holds."""
    db = sqlite3.connect(path)
    try:
        db.execute("PRAGMA journal_mode = DELETE")  # one file, also where its folder cannot be written
        for name, select in VIEWS.items():
            db.execute(f"CREATE VIEW {name} AS {' '.join(select.split())}")
        db.execute("CREATE TABLE kg_export (version INTEGER NOT NULL)")
        db.execute("INSERT INTO kg_export VALUES (?)", (VERSION,))
        db.commit()
        return int(db.execute("SELECT count(*) FROM task").fetchone()[0])
    finally:
        db.close()
