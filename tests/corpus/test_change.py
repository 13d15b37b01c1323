"""A corpus holds exactly what was reported as added: after a new version, a removal, a kill, and under two writers."""

from __future__ import annotations

import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.corpus.change import CorpusWriter, MarkedDocument, Outcome, SameIdentity
from kg.corpus.doctor import examine
from kg.corpus.layout import Corpus
from kg.corpus.named import NoSuchDocument
from kg.corpus.open import open_corpus
from kg.errors import CorpusError, UnreadableError
from kg.text import syllables

PlanFile = Callable[..., Path]


def add(corpus: Corpus, *paths: Path, **options: bool) -> list[Outcome]:
    with CorpusWriter(corpus) as writer:
        return [writer.add(path, **options).outcome for path in paths]


def held(corpus: Corpus) -> dict[str, str]:
    """The documents of the corpus and their bytes; the store must be sound and agree with sources/."""
    with open_corpus(corpus) as store:
        return {row.id: row.sha256 for row in store.documents()}


def dump(corpus: Corpus) -> list[tuple[Any, ...]]:
    """Every fact of the store, whatever numbers its nodes have."""
    with open_corpus(corpus) as store:
        facts = [edge for row in store.documents() for edge in store.edges_of_document(row.ord)]
        return sorted((e.src, e.relation, e.dst, e.key, e.document, str(e.body)) for e in facts)


def stray(corpus: Corpus) -> list[str]:
    """Files of sources/ that belong to no document."""
    known = set(held(corpus).values())
    return [p.name for p in corpus.sources.iterdir() if p.stem not in known]


def sound(corpus: Corpus) -> None:
    db = sqlite3.connect(corpus.database)
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.execute("INSERT INTO task_words (task_words) VALUES ('integrity-check')")
    orphans = "SELECT count(*) FROM edge WHERE src NOT IN (SELECT ord FROM node) OR dst NOT IN (SELECT ord FROM node)"
    assert db.execute(orphans).fetchone() == (0,)
    unused = (
        "SELECT count(*) FROM node WHERE kind IN ('unit', 'directive', 'timeframe')"
        " AND ord NOT IN (SELECT src FROM edge UNION SELECT dst FROM edge)"
    )
    assert db.execute(unused).fetchone() == (0,)
    db.close()


def test_a_document_that_is_added_can_be_asked_and_its_bytes_are_kept(corpus: Corpus, plan_file: PlanFile) -> None:
    path = plan_file()
    assert add(corpus, path) == [Outcome.ADDED]
    with open_corpus(corpus) as store:
        (row,) = store.documents()
        assert store.counts().tasks == 3 and row.file == path.name and store.notes == ()
        assert corpus.bytes_of(row.sha256, ".txt").read_bytes() == path.read_bytes()


def test_the_same_content_twice_is_recognised_under_any_name(corpus: Corpus, plan_file: PlanFile) -> None:
    first = plan_file()
    again = plan_file(name="bản sao.txt")
    with CorpusWriter(corpus) as writer:
        writer.add(first)
        change = writer.add(again)
    assert change.outcome is Outcome.SAME and change.before == first.name
    assert len(held(corpus)) == 1


def test_the_same_words_in_another_format_are_recognised(corpus: Corpus, plan_file: PlanFile) -> None:
    first = plan_file()
    other = plan_file(name="bản khác.text")
    other.write_text(f"{other.read_text('utf-8')}\n", "utf-8")
    changed = plan_file(name="bản mới.text", first="Ban hành quy chế mới.")
    with CorpusWriter(corpus) as writer:
        writer.add(first)
        change = writer.add(other)
        assert change.outcome is Outcome.SAME and change.before == first.name
        assert [row.file for row in writer.store.documents()] == [first.name]
        assert writer.add(changed).outcome is Outcome.REPLACED
    assert stray(corpus) == []


@pytest.mark.parametrize("missing", ["ĐẢNG BỘ TỈNH", "HUYỆN ỦY", "Số"])
def test_another_format_that_lacks_a_line_of_the_letterhead_is_recognised(
    corpus: Corpus, plan_file: PlanFile, missing: str
) -> None:
    first, elsewhere = plan_file(), plan_file(place="Hải Lăng", name="huyện khác.txt")
    lines = first.read_text("utf-8").splitlines()
    other = plan_file(name="bản khác.text")
    assert any(line.startswith(missing) for line in lines[:8])
    other.write_text("\n".join(x for x in lines if not x.startswith(missing)), "utf-8")
    with CorpusWriter(corpus) as writer:
        writer.add(first)
        change = writer.add(other)
        assert change.outcome is Outcome.SAME and change.before == first.name
        assert writer.add(elsewhere).outcome is Outcome.ADDED


def test_a_newer_version_replaces_the_older_and_nothing_of_that_stays(corpus: Corpus, plan_file: PlanFile) -> None:
    old, other = plan_file(first="Rà soát quy chế theo Kết luận số 21-KL/TW ngày 25/10/2021."), plan_file(2, "Hải Lăng")
    new = plan_file(name="mới.txt", first="Ban hành quy chế mới.")
    with CorpusWriter(corpus) as writer:
        writer.add(old)
        writer.add(other)
        assert writer.store.directives_by_code("21-KL/TW")
        change = writer.add(new)
        assert change.outcome is Outcome.REPLACED and change.before == old.name
        assert not writer.store.directives_by_code("21-KL/TW")
        assert writer.store.tasks_with_words(syllables("Ban hành quy chế"))
        assert not writer.store.tasks_with_words(syllables("Rà soát quy chế theo"))
    assert len(held(corpus)) == 2 and stray(corpus) == []
    sound(corpus)


def test_removing_leaves_the_corpus_as_if_the_document_had_never_been_there(
    corpus: Corpus, plan_file: PlanFile, tmp_path: Path
) -> None:
    kept, gone = plan_file(1), plan_file(2, "Hải Lăng", first="Làm theo Kết luận số 21-KL/TW ngày 25/10/2021.")
    alone = Corpus(tmp_path / "alone")
    add(alone, kept)
    add(corpus, kept, gone)
    with CorpusWriter(corpus) as writer:
        assert writer.remove("2-KH/HU").outcome is Outcome.REMOVED
        with CorpusWriter(alone) as other:
            assert writer.store.counts() == other.store.counts()
            assert [writer.store.words(marked=m) for m in (False, True)] == [
                other.store.words(marked=m) for m in (False, True)
            ]
    assert dump(corpus) == dump(alone) and stray(corpus) == []
    sound(corpus)


def test_an_undated_document_of_an_equal_number_is_not_taken_for_a_version(corpus: Corpus, plan_file: PlanFile) -> None:
    def undated(first: str, name: str) -> Path:
        path = plan_file(first=first, name=name)
        path.write_text(
            path.read_text(encoding="utf-8").replace("ngày 9 tháng 3 năm 2023", "ngày … tháng … năm …"), "utf-8"
        )
        return path

    one, two = undated("Việc một.", "1.txt"), undated("Việc hai.", "2.txt")
    with CorpusWriter(corpus) as writer:
        document = writer.add(one).document
        with pytest.raises(SameIdentity):
            writer.add(two)
        assert writer.store.counts().documents == 1
        assert writer.add(two, replace=True).document == document


def test_a_marked_document_stops_until_a_person_allows_it(corpus: Corpus, plan_file: PlanFile) -> None:
    path = plan_file(marking="MẬT")
    with pytest.raises(MarkedDocument) as caught:
        add(corpus, path)
    assert caught.value.marking == "Mật"
    assert held(corpus) == {} and not list(corpus.root.glob("sources/*"))
    assert add(corpus, path, marked=True) == [Outcome.ADDED]


def test_what_cannot_be_read_is_said_and_changes_nothing(corpus: Corpus, tmp_path: Path) -> None:
    empty = tmp_path / "rỗng.txt"
    empty.write_bytes(b"")
    for path in (empty, tmp_path, tmp_path / "không có.txt"):
        with pytest.raises(UnreadableError):
            add(corpus, path)
    assert held(corpus) == {}


def test_a_reference_that_fits_no_document_or_several_is_said(corpus: Corpus, plan_file: PlanFile) -> None:
    add(corpus, plan_file(1, "Gio An"), plan_file(1, "Hải Lăng"))
    with CorpusWriter(corpus) as writer:
        for reference in ("9-KH/HU", "1-KH/HU"):
            with pytest.raises(NoSuchDocument):
                writer.remove(reference)
        assert writer.remove("plan-1-Gio-An.txt").outcome is Outcome.REMOVED


def test_two_plans_of_one_day_and_number_in_two_districts_are_two(corpus: Corpus, plan_file: PlanFile) -> None:
    add(corpus, plan_file(1, "Gio An"), plan_file(1, "Hải Lăng"))
    with open_corpus(corpus) as store:
        assert len(store.documents()) == 2
        assert len({unit.scope for unit in store.units_by_entry("ban to chuc")}) == 2
        # the national directive is one, what each says of it stays apart
        (directive,) = store.directives_by_code("28-CT/TW")
        assert len(store.tasks_citing([directive.ord])) == 2


# --- building


def test_a_store_that_is_lost_is_built_again_from_the_sources(corpus: Corpus, plan_file: PlanFile) -> None:
    add(corpus, plan_file(1), plan_file(2, "Hải Lăng"))
    before, facts = held(corpus), dump(corpus)
    for path in corpus.root.glob("kg.sqlite*"):
        path.unlink()
    with pytest.raises(CorpusError, match="not built"):
        open_corpus(corpus)
    with CorpusWriter(corpus, fresh=True) as writer:
        assert [change.outcome for change in writer.build()][:2] == [Outcome.COMPLETED] * 2
    assert held(corpus) == before and dump(corpus) == facts


@pytest.mark.parametrize("schema", ["0", "99", "không rõ"])
def test_a_store_of_another_schema_is_an_error_with_advice_until_it_is_built(
    corpus: Corpus, plan_file: PlanFile, schema: str
) -> None:
    add(corpus, plan_file())
    facts = dump(corpus)
    db = sqlite3.connect(corpus.database)
    with db:
        db.execute("UPDATE meta SET value = ? WHERE key = 'schema'", (schema,))
        db.execute("ALTER TABLE task RENAME TO job")
    db.close()
    for attempt in (open_corpus, CorpusWriter):
        with pytest.raises(CorpusError) as caught:
            attempt(corpus)
        assert "kg build" in caught.value.say()
    with CorpusWriter(corpus, fresh=True) as writer:
        list(writer.build())
    assert dump(corpus) == facts


def test_a_damaged_store_is_an_error_with_advice_until_it_is_built(corpus: Corpus, plan_file: PlanFile) -> None:
    add(corpus, plan_file())
    facts = dump(corpus)
    corpus.database.write_bytes(b"no database at all" * 1000)
    for attempt in (open_corpus, CorpusWriter):
        with pytest.raises(CorpusError) as caught:
            attempt(corpus)
        assert "kg build" in caught.value.say()
    with CorpusWriter(corpus, fresh=True) as writer:
        list(writer.build())
    assert dump(corpus) == facts


def test_a_document_whose_bytes_are_gone_keeps_what_was_read(corpus: Corpus, plan_file: PlanFile) -> None:
    add(corpus, plan_file())
    facts = dump(corpus)
    next(corpus.sources.glob("*.txt")).unlink()
    with CorpusWriter(corpus) as writer:
        assert [change.outcome for change in writer.build(everything=True)] == [Outcome.LOST]
    assert dump(corpus) == facts


def test_what_an_older_kg_has_read_is_said_and_read_again_by_build(corpus: Corpus, plan_file: PlanFile) -> None:
    add(corpus, plan_file(1), plan_file(2, "Hải Lăng"))
    db = sqlite3.connect(corpus.database)
    with db:
        db.execute("UPDATE document SET extractor = 0 WHERE number = '1'")
        db.execute("UPDATE meta SET value = 'another' WHERE key = 'stamp'")
    db.close()
    with open_corpus(corpus) as store:
        assert "1 " in store.notes[0].vi and "kg build" in store.notes[0].vi
    add(corpus, plan_file(3, "Cam Lộ"))  # does not hide that another is old
    with open_corpus(corpus) as store:
        assert len(store.notes) == 1
    with CorpusWriter(corpus) as writer:
        outcomes = sorted(change.outcome for change in writer.build())
    assert outcomes == [Outcome.CURRENT, Outcome.CURRENT, Outcome.READ]
    with open_corpus(corpus) as store:
        assert store.notes == ()


def test_new_words_of_the_office_make_what_was_read_old(corpus: Corpus, plan_file: PlanFile) -> None:
    add(corpus, plan_file())
    corpus.knowledge.mkdir()
    (corpus.knowledge / "units.yaml").write_text("- name: Ban Tổ chức\n  aliases: [Phòng Nhân sự Gio An]\n", "utf-8")
    with open_corpus(corpus) as store:
        assert len(store.notes) == 1
    with CorpusWriter(corpus) as writer:
        assert [change.outcome for change in writer.build()] == [Outcome.READ]
    with open_corpus(corpus) as store:
        assert store.notes == ()
        (entry,) = [e for e in store.knowledge().units if e.name == "Ban Tổ chức"]
        assert "Phòng Nhân sự Gio An" in entry.aliases


# --- killed, at once, full


def test_a_corpus_killed_at_any_point_holds_what_was_reported(
    tmp_path: Path,
    plan_file: PlanFile,
    child: Any,
    die_at: Callable[[int], None],
    calls_of: Callable[[Callable[[], object]], int],
) -> None:
    first, second = plan_file(1), plan_file(2, "Hải Lăng")
    newer = plan_file(1, name="mới.txt", first="Ban hành quy chế mới.")
    whole = Corpus(tmp_path / "whole")
    total = calls_of(lambda: add(whole, first, newer, second))
    final, facts = held(whole), dump(whole)

    def work(corpus: Corpus, point: int) -> Callable[[Callable[[str], None]], None]:
        def run(report: Callable[[str], None]) -> None:
            die_at(point)
            with CorpusWriter(corpus) as writer:
                for path in (first, newer, second):
                    report(f"{writer.add(path).outcome} {path.name}")

        return run

    reports = set()
    for point in (*range(1, 60, 7), *range(60, total, total // 60)):
        corpus = Corpus(tmp_path / f"killed-{point}")
        code, reported = child(work(corpus, point)).wait()
        if code == 0:
            break
        assert code == -signal.SIGKILL, reported
        reports.add(len(reported))
        if corpus.database.is_file():
            _holds(corpus, reported, first, newer, second)
        add(corpus, first, newer, second)
        assert held(corpus) == final and dump(corpus) == facts and stray(corpus) == []
        sound(corpus)
    assert reports >= {0, 1, 2}, "the kills did not reach every phase"


def _holds(corpus: Corpus, reported: list[str], *paths: Path) -> None:
    """What was reported is there; beside it at most the one that was on its way."""
    try:
        with open_corpus(corpus) as store:
            files = [row.file for row in store.documents()]
    except CorpusError:  # killed before the store had its tables: nothing can have been reported
        assert reported == []
        return
    states: list[list[str]] = [[], [paths[0].name], [paths[1].name], [paths[1].name, paths[2].name]]
    # every document has its bytes; all that may be amiss is what was on its way
    assert {finding.rule for finding in examine(corpus)} <= {"unfinished", "left-over"}
    done = len(reported)
    assert sorted(files) in [sorted(states[done]), sorted(states[min(done + 1, 3)])]


def test_two_writers_at_once_both_arrive(corpus: Corpus, plan_file: PlanFile, child: Any) -> None:
    mine = [plan_file(n, "Gio An") for n in range(1, 6)]
    yours = [plan_file(n, "Hải Lăng") for n in range(1, 6)]
    shared = plan_file(9, "Cam Lộ")

    def adding(paths: list[Path]) -> Callable[[Callable[[str], None]], None]:
        def run(report: Callable[[str], None]) -> None:
            for path in paths:
                with CorpusWriter(corpus) as writer:  # each a command of its own, the first of them makes the corpus
                    report(writer.add(path).outcome.value)

        return run

    both = [child(adding([*mine, shared])), child(adding([*yours, shared]))]
    ends = [one.wait() for one in both]
    assert [code for code, _ in ends] == [0, 0], ends
    assert sorted(line for _, lines in ends for line in lines) == ["added"] * 11 + ["same"]
    assert len(held(corpus)) == 11 and stray(corpus) == []
    sound(corpus)


@pytest.mark.parametrize("room", [4_000, 100_000])  # too little for the source, or for the store's log alone
def test_a_full_disk_is_said_and_leaves_nothing_half_written(
    corpus: Corpus, plan_file: PlanFile, child: Any, room: int
) -> None:
    resource = pytest.importorskip("resource")
    add(corpus, plan_file())
    before = held(corpus)
    large = plan_file(2, "Hải Lăng", first="Rà soát, bổ sung quy chế làm việc của cấp ủy. " * 1000)

    def run(report: Callable[[str], None]) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
        try:
            with CorpusWriter(corpus) as writer:
                writer.add(large)
        except CorpusError as error:
            report(error.what.en)

    code, lines = child(run).wait()
    assert code == 0 and len(lines) == 1 and "disk is full" in lines[0], lines
    assert held(corpus) == before
    assert add(corpus, large) == [Outcome.ADDED] and stray(corpus) == []
    sound(corpus)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, plan_file: PlanFile) -> None:
    (tmp_path / "tệp").write_text("no folder", "utf-8")
    with pytest.raises(CorpusError):
        add(Corpus(tmp_path / "tệp" / "kho"), plan_file())
