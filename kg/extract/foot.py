"""The foot of a document: recipients and signature, wherever it stands; a plan or an annex may follow it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.document import Other, OtherKind, Signer
from kg.extract.lines import MARK, is_upper, label_of
from kg.extract.patterns import any_of
from kg.knowledge.model import Knowledge
from kg.places import Flow, Table
from kg.text import marked_key, vietnamese

#: lines that a signature takes at most, counted from its mark
_SIGNATURE_LINES = 8
#: words of a line of recipients at most, where no bullet opens it
_RECIPIENT_WORDS = 25
_NAME_WORDS = range(2, 7)
_RULE = re.compile(r"[\s*\-–—_.…=]+")
_NOTE = re.compile(r"\[\d+\]\s")


@dataclass(frozen=True, slots=True)
class Foot:
    """Recipients and signature, and the paragraphs from ``start`` to ``end`` that they take."""

    recipients: tuple[str, ...] = ()
    signer: Signer | None = None
    other: tuple[Other, ...] = ()
    start: int = 0
    end: int = 0


class FootReader:
    """Finds feet with the words of data/sections.yaml."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.sections
        self._recipients = re.compile(rf"[-–*\s]*(?:{any_of(words.recipients)})\b", re.IGNORECASE)
        self._signed = re.compile(rf"(?:{any_of(w.rstrip('.') for w in words.signed_for)})\.?(?=\s)")
        self._posts = {marked_key(p) for p in words.posts}
        self._post = re.compile(rf"(?:{any_of(words.posts)})\b")
        self._annex = re.compile(rf"(?:{any_of(words.annexes)})\b", re.IGNORECASE)
        self._mottos = tuple(marked_key(m) for m in words.motto)
        self._types = {marked_key(n) for t in knowledge.document_types for n in (t.name, *t.aliases)}

    def find(self, flows: list[Flow | Table]) -> Foot:
        """The first foot in ``flows``; without one it takes nothing at their end."""
        for start, flow in enumerate(flows):
            if isinstance(flow, Flow) and self._opens(flow.text, flows[start + 1 :]):
                return self._read(flows, start)
        return Foot(start=len(flows), end=len(flows))

    def holds(self, lines: Sequence[Flow]) -> bool:
        """Whether recipients or a signature open in ``lines``, those of a cell."""
        return any(self._opens(line.text, list(lines[i + 1 :])) for i, line in enumerate(lines))

    def _opens(self, text: str, rest: Sequence[Flow | Table]) -> bool:
        if self._recipients.match(text) and len(text) < 40:
            return True
        if not is_upper(text):
            return False
        below = [f.text for f in rest[:3] if isinstance(f, Flow)]
        signs = marked_key(text) in self._posts and any(map(is_name, below))
        return signs or bool(self._signed.match(text))

    def _read(self, flows: list[Flow | Table], start: int) -> Foot:
        recipients: list[str] = []
        signature: list[Flow] = []
        other: list[Other] = []
        signing = False
        end = start
        for flow in flows[start:]:
            if isinstance(flow, Table):
                break
            text = flow.text
            if self._opens(text, flows[end + 1 :]) or (signature and signing and _RULE.fullmatch(text)):
                signing = not self._recipients.match(text)
            elif self._turns(text, signing, recipients, signature):
                signing = not signing  # a page break cut both columns: the rest of the other one
            elif not (self._goes_on(text, signature) if signing else self._is_recipient(text)):
                break
            if not signing and not self._recipients.match(text):
                recipients.append(text.lstrip("-–+* ").strip())
            if signing:
                signature.append(flow)
            kind = OtherKind.SIGNATURE if signing else OtherKind.RECIPIENTS
            other.append(Other(kind, text, flow.source))
            end += 1
        return Foot(tuple(recipients), self._signer(signature), tuple(other), start, end)

    def _turns(self, text: str, signing: bool, recipients: list[str], signature: list[Flow]) -> bool:
        """Whether a line goes on with the recipients after the signature has begun, or with the signature after
        these."""
        if signing:
            return bool(recipients) and (MARK.match(text) is not None or text[:1].islower())
        open_ = bool(signature) and not any(is_name(f.text) for f in signature)
        return open_ and (is_name(text) or bool(self._post.match(vietnamese(text)) and is_upper(text)))

    def _is_recipient(self, text: str) -> bool:
        if MARK.match(text) or (is_upper(text) and text.endswith((";", ","))):
            return True
        if self._opens_part(text) or is_upper(text):
            return False
        return label_of(text) is None and len(text.split()) <= _RECIPIENT_WORDS

    def _goes_on(self, text: str, signature: list[Flow]) -> bool:
        """Whether a line belongs to the signature above it: in capitals or a name; below the name only a post."""
        if len(signature) >= _SIGNATURE_LINES or self._opens_part(text):
            return False
        if any(is_name(f.text) for f in signature):
            return is_upper(text) and bool(self._post.match(vietnamese(text)))
        return is_upper(text) or is_name(text) or len(text.split()) <= _NAME_WORDS.stop

    def _opens_part(self, text: str) -> bool:
        """Whether an annex, a letterhead, a note or the type of a document opens here."""
        key = marked_key(text)
        return (
            bool(_NOTE.match(text) or (self._annex.match(text) and text[:1].isupper() and not MARK.match(text)))
            or any(m in key for m in self._mottos)
            or (is_upper(text) and key in self._types)
        )

    def _signer(self, lines: list[Flow]) -> Signer | None:
        texts = [f.text.strip("* ") for f in lines]
        bodies = [t for t in texts if self._signed.match(t) or marked_key(t) in self._posts]
        names = [t for t in texts if is_name(t)]
        if not names:
            return None
        marked = [self._signed.sub("", t, count=1).strip() for t in bodies if self._signed.match(t)]
        posts = [t for t in bodies if not self._signed.match(t)]
        return Signer(names[-1], posts[-1] if posts else None, marked[0] if marked else None)

    def is_post(self, text: str) -> bool:
        """Whether ``text`` is a post ("CHỦ TỊCH"), for whom another signs, and no body."""
        return marked_key(text) in self._posts


def is_name(text: str) -> bool:
    """Whether a line is shaped like a person's name."""
    words = text.strip("* ").split()
    return not is_upper(text) and len(words) in _NAME_WORDS and all(w[:1].isupper() for w in words)
