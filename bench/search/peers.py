"""What search would be with an existing engine and no more: each over folded text, as its documentation has it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence

from damage import bare

_WORD = re.compile(r"[^\W_]+")

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
