"""``kg doctor``: what is there, what is wrong with it and what to do."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg import __version__
from kg.cli import config, render, streams
from kg.cli.config import Settings
from kg.cli.opened import corpus as corpus_of
from kg.cli.opened import open_store
from kg.cli.options import Corpus, Json, Lang
from kg.cli.speech import language, tr
from kg.errors import Exit, Message

if TYPE_CHECKING:
    from kg import codec
    from kg.corpus.doctor import Finding
    from kg.corpus.rows import Counts

NEEDS_ARGUMENTS = ()
SYSTEM = f"{platform.system()} {platform.release()}"
COUNTED = {
    "documents": Message("văn bản", "documents"),
    "headings": Message("đề mục", "headings"),
    "tasks": Message("nhiệm vụ", "tasks"),
    "units": Message("đơn vị", "units"),
    "directives": Message("văn bản được viện dẫn", "cited documents"),
    "timeframes": Message("mốc thời gian", "timeframes"),
    "edges": Message("quan hệ", "relations"),
}


class Examined(NamedTuple):
    """A corpus looked over. ``root`` is None for the plan that comes with kg, ``counts`` where it cannot be opened."""

    root: Path | None
    counts: Counts | None
    findings: list[Finding]


def doctor_command(as_json: Json = False, corpus: Corpus = None, lang: Lang = None) -> int:
    """Khám kho và cài đặt: có gì, hỏng gì, phải làm gì.

    Look over the corpus and the settings. The exit code is 1 where something is wrong.

    \b
    Ví dụ / Example:
      kg doctor
    """
    settings = config.start(corpus, lang)
    found = _examined(settings)
    render.show(as_json, lambda: _json(found, settings), lambda: _text(found, settings))
    if not as_json:
        for finding in found.findings:
            streams.note(f"{finding.where}: {finding.what.of(language())}\n{finding.hint.of(language())}")
    return Exit.NOT_FOUND if found.findings else Exit.FOUND


def _examined(settings: Settings) -> Examined:
    from kg.corpus.doctor import examine

    corpus = corpus_of(settings)
    own = settings.corpus is not None or corpus.database.is_file()
    findings = examine(corpus) if own else []
    if any(finding.rule in ("unopened", "damaged") for finding in findings):
        return Examined(corpus.root, None, findings)
    with open_store(settings) as store:
        return Examined(corpus.root if own else None, store.counts(), findings)


def _text(found: Examined, settings: Settings) -> Iterator[str]:
    yield f"kg {__version__}, Python {platform.python_version()}, {SYSTEM}"
    where = _short(found.root) if found.root else tr("kế hoạch kèm theo kg", "the plan that comes with kg")
    yield tr(f"Kho: {where}", f"Corpus: {where}")
    if found.counts:
        yield ", ".join(f"{getattr(found.counts, key)} {word.of(language())}" for key, word in COUNTED.items())
    if not found.findings:
        yield tr("Không thấy gì hỏng.", "Nothing is wrong.")
    for key, origin in settings.origins:
        yield tr(f"Cấu hình {key}: theo {origin}", f"Setting {key}: by {origin}")


def _json(found: Examined, settings: Settings) -> codec.Json:
    from kg.contract import SCHEMA

    return {
        "schema": SCHEMA,
        "version": __version__,
        "python": platform.python_version(),
        "system": SYSTEM,
        "corpus": _short(found.root) if found.root else None,
        "counts": dict(found.counts._asdict()) if found.counts else None,
        "settings": {key: _short(Path(origin)) for key, origin in settings.origins},
        "findings": [
            {
                "rule": finding.rule,
                "where": _short(Path(finding.where)),
                "message": finding.what.of(language()),
                "hint": finding.hint.of(language()),
            }
            for finding in found.findings
        ],
    }


def _short(path: Path) -> str:
    """The path without the name of the user."""
    return f"~/{path.relative_to(Path.home()).as_posix()}" if path.is_relative_to(Path.home()) else str(path)
