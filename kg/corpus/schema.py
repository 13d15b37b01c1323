"""The tables of kg.sqlite: all in it is derived from sources/, knowledge/ and corrections/, and can be built again.

Every node (document, heading, task, unit, timeframe, directive) has one ``ord``, which is its row in the table of its
kind too; edges hold ords, so that they stay small. Records are kept whole as JSON (``body``); beside them stand only
the columns that a question looks up by. Keys are made by ``kg.text.search_key`` or ``kg.ids.code_key``.
"""

from __future__ import annotations

#: raised with every change of a table or of what a column means
SCHEMA = 2

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE knowledge (part TEXT PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE node (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, label TEXT NOT NULL);
CREATE TABLE document (
    ord INTEGER PRIMARY KEY, file TEXT NOT NULL, sha256 TEXT NOT NULL UNIQUE, extension TEXT NOT NULL,
    type TEXT, type_key TEXT, number TEXT, code TEXT, code_key TEXT, date TEXT, scope TEXT, scope_key TEXT, level TEXT,
    reader INTEGER NOT NULL, extractor INTEGER NOT NULL, deriver INTEGER NOT NULL, knowledge TEXT NOT NULL,
    said TEXT NOT NULL,
    body TEXT NOT NULL, rest TEXT NOT NULL);
CREATE INDEX document_read_by ON document (reader, extractor, deriver, knowledge);
CREATE INDEX document_code ON document (code_key);
CREATE INDEX document_number ON document (number);
CREATE TABLE heading (
    ord INTEGER PRIMARY KEY, document INTEGER NOT NULL, parent INTEGER, number TEXT, key TEXT NOT NULL,
    body TEXT NOT NULL);
CREATE INDEX heading_document ON heading (document);
CREATE INDEX heading_parent ON heading (parent);
CREATE INDEX heading_number ON heading (number);
CREATE TABLE task (
    ord INTEGER PRIMARY KEY, document INTEGER NOT NULL, heading INTEGER, parent INTEGER, fingerprint TEXT NOT NULL,
    leads INTEGER NOT NULL, cooperates INTEGER NOT NULL, times INTEGER NOT NULL,
    key TEXT NOT NULL, marked TEXT NOT NULL, body TEXT NOT NULL);
CREATE INDEX task_document ON task (document);
CREATE INDEX task_heading ON task (heading);
CREATE INDEX task_fingerprint ON task (fingerprint);
CREATE INDEX task_bare ON task (leads, cooperates, times);
CREATE VIRTUAL TABLE task_words USING fts5 (
    key, marked, content='task', content_rowid='ord', tokenize='unicode61 remove_diacritics 0');
CREATE TABLE word (
    marked INTEGER NOT NULL, text TEXT NOT NULL, tasks INTEGER NOT NULL, PRIMARY KEY (marked, text)) WITHOUT ROWID;
CREATE TABLE unit (
    ord INTEGER PRIMARY KEY, name TEXT NOT NULL, key TEXT NOT NULL, entry TEXT, entry_key TEXT NOT NULL,
    tail TEXT NOT NULL, scope TEXT, scope_key TEXT NOT NULL, level TEXT);
CREATE INDEX unit_name ON unit (name);
CREATE INDEX unit_key ON unit (key);
CREATE INDEX unit_entry ON unit (entry_key);
CREATE TABLE directive (
    ord INTEGER PRIMARY KEY, type TEXT, type_key TEXT, number TEXT, code TEXT, code_key TEXT, date TEXT, year INTEGER,
    name TEXT, name_key TEXT);
CREATE INDEX directive_name ON directive (name);
CREATE INDEX directive_code ON directive (code_key);
CREATE INDEX directive_number ON directive (number);
CREATE TABLE citation (
    document INTEGER NOT NULL, idx INTEGER NOT NULL, directive INTEGER NOT NULL, task INTEGER, body TEXT NOT NULL,
    PRIMARY KEY (document, idx)) WITHOUT ROWID;
CREATE INDEX citation_directive ON citation (directive);
CREATE TABLE timeframe (
    ord INTEGER PRIMARY KEY, kind TEXT NOT NULL, start TEXT, end TEXT, condition TEXT);
CREATE TABLE edge (
    ord INTEGER PRIMARY KEY, src INTEGER NOT NULL, relation TEXT NOT NULL, dst INTEGER NOT NULL, key TEXT NOT NULL,
    document INTEGER NOT NULL, task INTEGER, basis TEXT NOT NULL, via INTEGER, body TEXT NOT NULL);
CREATE INDEX edge_src ON edge (src, relation, task, via, basis);
CREATE INDEX edge_dst ON edge (dst, relation, task);
CREATE INDEX edge_task ON edge (task, relation);
CREATE INDEX edge_document ON edge (document);
CREATE TABLE waiting (
    ord INTEGER PRIMARY KEY, document INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
    uses INTEGER NOT NULL, body TEXT NOT NULL);
CREATE INDEX waiting_document ON waiting (document);
CREATE TABLE correction (
    ord INTEGER PRIMARY KEY, document INTEGER, state TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL);
CREATE INDEX correction_document ON correction (document);
CREATE TABLE renamed (document INTEGER NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL, unit INTEGER NOT NULL);
CREATE INDEX renamed_document ON renamed (document);
"""
