"""What search would be with an existing engine and no more: each over folded text, as its documentation has it."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from damage import bare

_WORD = re.compile(r"[^\W_]+")
#: what must not stand in a row that PostgreSQL copies
_COPY = str.maketrans({"\\": " ", "\t": " ", "\n": " ", "\r": " ", "\0": " "})

#: from a query to the numbers of the ten best texts
Peer = Callable[[str], list[int]]


def _words(text: str) -> list[str]:
    return _WORD.findall(bare(text).lower())[:32]


def scan(texts: Sequence[str]) -> Peer:
    """rapidfuzz ``partial_ratio`` over every text."""
    from rapidfuzz.fuzz import partial_ratio
    from rapidfuzz.process import extract

    folded = [" ".join(_words_all(t)) for t in texts]
    return lambda query: [at for _, _, at in extract(" ".join(_words(query)), folded, scorer=partial_ratio, limit=10)]


def _words_all(text: str) -> list[str]:
    return _WORD.findall(bare(text).lower())


def fts5(texts: Sequence[str], tokenizer: str, path: str) -> Peer:
    """SQLite FTS5, any of the words, by bm25. Folded beforehand, for unicode61 leaves the bar of đ."""
    db = sqlite3.connect(path)
    db.execute(f'CREATE VIRTUAL TABLE t USING fts5 (text, content="", tokenize="{tokenizer}")')
    db.executemany("INSERT INTO t (rowid, text) VALUES (?, ?)", ((i, bare(t).lower()) for i, t in enumerate(texts)))
    db.commit()
    grams = "trigram" in tokenizer

    def search(query: str) -> list[int]:
        words = [w for w in _words(query) if not grams or len(w) > 2]
        if not words:
            return []
        match = " OR ".join(f'"{w}"' for w in words)
        return [r[0] for r in db.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT 10", (match,))]

    return search


def tantivy_plain(texts: Sequence[str], path: str) -> Peer:
    """tantivy with its default tokenizer: the words, and each of them with one slip."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("n", stored=True)
    builder.add_text_field("t", index_option="freq")
    schema = builder.build()
    index = tantivy.Index(schema, path=path)
    writer = index.writer(128_000_000, 1)
    for at, text in enumerate(texts):
        document = tantivy.Document()
        document.add_unsigned("n", at)
        document.add_text("t", bare(text).lower())
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(query: str) -> list[int]:
        should = []
        for word in _words(query):
            should.append((tantivy.Occur.Should, tantivy.Query.term_query(schema, "t", word, index_option="freq")))
            if len(word) > 2:
                near = tantivy.Query.fuzzy_term_query(schema, "t", word, distance=1, transposition_cost_one=True)
                should.append((tantivy.Occur.Should, tantivy.Query.boost_query(near, 0.5)))
        hits = searcher.search(tantivy.Query.boolean_query(should), limit=10, count=False).hits if should else []
        return [searcher.doc(at).get_first("n") for _, at in hits]

    return search


POSTGRES = Path("/usr/lib/postgresql/15/bin")
_SCHEMA = """
CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent;
CREATE FUNCTION plain(text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT unaccent('unaccent', lower($1)) $$;
CREATE TABLE t (n int, text text);
"""
_ASK = "SELECT n FROM t WHERE plain(:'q') <% plain(text) ORDER BY plain(:'q') <<-> plain(text) LIMIT 10;"


class Postgres:
    """A private server in a folder of its own, of a user who is not root: pg_trgm over unaccented text, GIN, by word
    similarity."""

    def __init__(self, texts: Sequence[str], folder: Path) -> None:
        self._as = ["runuser", "-u", "nobody", "--"] if os.getuid() == 0 else []
        folder.mkdir(parents=True)
        for above in (folder, *folder.parents):
            if above.is_relative_to(tempfile.gettempdir()) and above != Path(tempfile.gettempdir()):
                above.chmod(0o777)
        self._data = folder / "data"
        self._run("initdb", "-D", str(self._data), "-U", "bench", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-k {folder} -c listen_addresses= -c fsync=off -c shared_buffers=512MB -c maintenance_work_mem=512MB"
        self._run("pg_ctl", "-D", str(self._data), "-l", str(folder / "log"), "-o", options, "-w", "start")
        command = [str(POSTGRES / "psql"), "-h", str(folder), "-U", "bench", "-d", "postgres", "-qAtX"]
        self._psql = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        self._ask(_SCHEMA)
        rows = "".join(f"{at}\t{text.translate(_COPY)}\n" for at, text in enumerate(texts))
        self._ask(f"COPY t FROM STDIN;\n{rows}\\.")
        self._ask("CREATE INDEX ON t USING gin (plain(text) gin_trgm_ops); ANALYZE t;")
        self._ask("SET pg_trgm.word_similarity_threshold = 0.5;")
        self._pid = self._ask("SELECT pg_backend_pid();")[0]

    @staticmethod
    def there() -> bool:
        """Whether there is a server to start, and somebody to start it."""
        return (POSTGRES / "postgres").exists() and (os.getuid() != 0 or shutil.which("runuser") is not None)

    def _run(self, program: str, *args: str) -> None:
        subprocess.run([*self._as, str(POSTGRES / program), *args], check=True, stdout=subprocess.DEVNULL)

    def _ask(self, sql: str) -> list[str]:
        assert self._psql.stdin and self._psql.stdout
        self._psql.stdin.write(f"{sql}\n\\echo done\n")
        self._psql.stdin.flush()
        return list(iter(lambda: self._psql.stdout.readline().strip(), "done"))  # type: ignore[union-attr]

    def search(self, query: str) -> list[int]:
        """The ten nearest."""
        told = "".join(c for c in query if c.isalnum() or c == " ")
        return [int(row) for row in self._ask(f"\\set q '{told}'\n{_ASK}")]

    def cpu(self) -> float:
        """Seconds that the server's process for us has worked."""
        fields = Path(f"/proc/{self._pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        """Stop the server."""
        self._psql.communicate("\\q\n")
        self._run("pg_ctl", "-D", str(self._data), "-m", "immediate", "stop")
