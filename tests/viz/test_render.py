from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace

from kg.viz.render import page_html, write
from tests.viz.watch import scan

SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
DATA = re.compile(r'<script type="application/json" id="(\w+)">(.*?)</script>', re.DOTALL)


def test_two_builds_are_the_same_bytes(data, file, tmp_path) -> None:
    again = tmp_path / "again.html"
    write(again, page_html(data))
    assert again.read_bytes() == file.read_bytes()


def test_a_page_of_one_plan_is_below_a_megabyte(file) -> None:
    assert file.stat().st_size < 1_000_000


def test_line_ends_and_letters_do_not_depend_on_the_system(file) -> None:
    raw = file.read_bytes()
    assert b"\r" not in raw
    assert "Kế hoạch 68-KH/HU".encode() in raw


def test_nothing_outside_is_named_and_nothing_inline_runs(file) -> None:
    assert scan(file.read_text("utf-8")) == []


def test_the_policy_allows_exactly_the_scripts_of_the_page(file) -> None:
    html = file.read_text("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1].replace("&#39;", "'")
    hashes = {base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in SCRIPT.findall(html)}
    assert set(re.findall(r"'sha256-([^']*)'", policy)) == hashes and len(hashes) == 2
    assert "default-src 'none'" in policy and "'unsafe-eval'" not in policy
    assert html.index("Content-Security-Policy") < html.index("<script")


def test_text_of_a_document_cannot_end_its_element(data) -> None:
    hostile = "</script><script>alert(1)</script><!-- \u2028 &amp;"
    nodes = (replace(data.nodes[0], label=hostile, title=hostile), *data.nodes[1:])
    html = page_html(replace(data, nodes=nodes))
    assert [name for name, _ in DATA.findall(html)] == ["about", "data", "canvas"]
    assert len(SCRIPT.findall(html)) == 2
    held = json.loads(dict(DATA.findall(html))["data"])
    assert held["nodes"][0]["title"] == hostile
    assert "<script>alert" not in html


def test_the_hash_of_the_data_changes_with_the_data(data) -> None:
    def digest(html):
        return json.loads(dict(DATA.findall(html))["about"])["digest"]

    changed = replace(data, nodes=(replace(data.nodes[0], issuer="ai khác"), *data.nodes[1:]))
    assert digest(page_html(data)) != digest(page_html(changed))
