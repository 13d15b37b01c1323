"""What the tool knows beside the documents: frozen records of data/*.yaml and of an office's own overlay.

Every entry that is matched against text carries ``examples`` and ``counter_examples``; tests hold both ways.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from kg.knowledge.form import (
    BELOW,
    CHECK_LEVEL,
    CHECK_RULE,
    CYCLE,
    DATE_FORM,
    DAY,
    FACT_FIELD,
    FACT_MARK,
    MARK,
    REGIME,
    TAIL_CLASS,
    TITLE_FORM,
    YEAR,
)

Day = Annotated[str, DAY]
Mark = Annotated[str, MARK]
FactMark = Annotated[str, FACT_MARK]
FactField = Annotated[str, FACT_FIELD]


class Level(StrEnum):
    """Levels of party and state bodies."""

    CENTRAL = "trung-uong"
    PROVINCE = "tinh"
    DISTRICT = "huyen"  #: ended on 2025-06-30
    COMMUNE = "xa"


class UnitKind(StrEnum):
    """What an entry of units.yaml stands for."""

    BODY = "body"
    GROUP = "group"  #: a name that stands for several bodies
    POST = "post"  #: persons by their post
    TIER = "tier"  #: bodies of one tier ("cấp ủy cơ sở")


@dataclass(frozen=True, slots=True)
class Membership:
    """``member`` (an entry's name; it takes the group's tail) belongs to a group from ``since`` to ``until`` (ISO day
    or None where not known). ``mark``: certain, secondary, likely or general; ``source``: where that stands."""

    member: str
    since: Day | None
    until: Day | None
    mark: Mark
    source: str | None


@dataclass(frozen=True, slots=True)
class Succession:
    """Another entry took over on ``since``."""

    successor: str
    since: Day | None
    mark: Mark
    source: str | None


@dataclass(frozen=True, slots=True)
class TailedAlias:
    """A short name that holds the tail already: "Huyện đoàn" is the Đoàn Thanh niên's with the tail "huyện"."""

    form: str
    tail: str


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """A unit's name without the words that say whose it is ("Ban Tuyên giáo", completed by the tail "Huyện ủy").

    ``tails`` are the classes of tail that complete it (empty: the name stands alone). ``objects`` may stand between
    the two and are shared by a list ("Ban Thường vụ Đảng ủy" + "Quân sự" + "huyện"). ``aliases`` belong to this entry
    alone; ``ambiguous`` ones are declared to have other owners; ``tailed`` ones hold their tail. ``examples`` are
    texts of a unit cell that name it, ``counter_examples`` texts that do not.
    """

    name: str
    kind: UnitKind
    tails: tuple[Annotated[str, TAIL_CLASS], ...] = ()
    objects: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    aliases: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    tailed: tuple[TailedAlias, ...] = ()
    english: tuple[str, ...] = ()
    members: tuple[Membership, ...] = ()
    successors: tuple[Succession, ...] = ()
    mark: Mark = "general"
    source: str | None = None
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tail:
    """Words that say whose a unit is. ``cls``: party ("Huyện ủy"), state ("huyện"), tier ("cơ sở"); a tail given to a
    unit of another class is ``shares`` (of "cấp ủy cơ sở" a cấp ủy takes "cơ sở"). ``place``: a place's name may
    follow. The first of a class and level is the one that units take where nothing says more."""

    name: str
    cls: Annotated[str, TAIL_CLASS]
    level: Level | None = None
    aliases: tuple[str, ...] = ()
    shares: str | None = None
    place: bool = False


@dataclass(frozen=True, slots=True)
class UnitWords:
    """Words of the grammar of unit cells (data/unit_words.yaml)."""

    quantifiers: tuple[str, ...]  #: các, mỗi, những: open a list of kinds of body
    generic: tuple[str, ...]  #: tổ chức, đơn vị, địa phương, sở, ban, ngành …
    closings: tuple[str, ...]  #: liên quan, có liên quan, trên địa bàn, trực thuộc …
    nouns: tuple[str, ...]  #: words that open a unit's name: Ban, Sở, Phòng, Trung tâm …
    address: tuple[str, ...]  #: đồng chí, các đồng chí: stand before a post and are no part of it
    joins: tuple[str, ...]  #: và, cùng, với: part two units when another unit follows
    levels: tuple[str, ...]  #: xã, phường, thị trấn …: kinds of place that a list may name
    predicates: tuple[str, ...]  #: verbs of what units do, which end a name in running text: chủ trì, tham mưu …
    references: tuple[str, ...]  #: điểm, khoản, mục: open a reference to a part of a document
    verbs: tuple[str, ...]  #: kinds of body that are verbs where nothing stands beside them: tổ chức


class ColumnRole(StrEnum):
    """What a column of a plan's table holds."""

    NUMBER = "number"
    CONTENT = "content"
    LEAD = "lead"
    COOPERATE = "cooperate"
    TIME = "time"
    START = "start"  #: when it begins, beside a column that says when it ends
    PRODUCT = "product"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """Header words of a column. Where several roles fit, the one with the longest matched word wins. ``deadline``:
    words that say that the column's bare dates are ends."""

    role: ColumnRole
    words: tuple[str, ...]
    deadline: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Words of timeframes (data/times.yaml), by what they say."""

    continuous: tuple[str, ...]
    annual: tuple[str, ...]
    periodic: tuple[str, ...]
    conditional: tuple[str, ...]  #: open a condition: sau khi, theo tiến độ …
    since: tuple[str, ...]  #: từ, kể từ, bắt đầu từ
    until: tuple[str, ...]  #: trước, chậm nhất, hoàn thành trong, xong trong, đến
    within: tuple[str, ...]  #: trong, giai đoạn
    onward: tuple[str, ...]  #: và các năm tiếp theo, trở đi
    #: phrases of running text that are times of a task in prose, by kind
    prose: tuple[str, ...]
    no_time: tuple[str, ...]  #: of these the phrases say no time: chi thường xuyên, ngân sách hằng năm
    completes: tuple[str, ...]  #: open a time that is an end whatever follows: hoàn thành, xong


@dataclass(frozen=True, slots=True)
class TimeExample:
    """A time as printed and what it says: ``kind start end`` joined by spaces; several joined by ``; ``."""

    printed: str
    reads: str
    deadline_column: bool = False


@dataclass(frozen=True, slots=True)
class Cycle:
    """Words that say how often something comes back: once in each stretch ``key`` (week, month, quarter, half of a
    year, year). ``examples`` are times as printed that say so, ``counter_examples`` times that do not."""

    key: Annotated[str, CYCLE]
    words: tuple[str, ...]
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of document. ``codes`` are its letters in document codes, with the era and regime of their use."""

    name: str
    codes: tuple[TypeCode, ...]
    aliases: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class TypeCode:
    """Letters that stand for a type: ``regime`` party or state, from ``since`` to ``until`` (ISO day or None)."""

    code: str
    regime: Annotated[str, REGIME]
    since: Day | None = None
    until: Day | None = None


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body that issues documents. ``code`` stands in document codes; several bodies may share one (TW)."""

    name: str
    code: str | None
    level: Level | None
    aliases: tuple[str, ...] = ()
    english: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form and what it stands for; ``ambiguous`` ones list several expansions."""

    short: str
    expansions: tuple[str, ...]
    ambiguous: bool = False
    mark: Mark = "general"


@dataclass(frozen=True, slots=True)
class SectionWords:
    """Words of the envelope and of headings (data/sections.yaml)."""

    preamble: tuple[str, ...]  #: open the text before the first heading: Thực hiện, Căn cứ …
    carries_out: tuple[str, ...]  #: of those, the ones that name what the document implements
    purpose: tuple[str, ...]  #: headings of sections about aims
    organisation: tuple[str, ...]  #: headings of sections that assign work in prose
    recipients: tuple[str, ...]  #: Nơi nhận, Kính gửi
    signed_for: tuple[str, ...]  #: T/M, TM., K/T, KT. …
    posts: tuple[str, ...]  #: posts that stand under the signature mark
    markings: tuple[str, ...]  #: Mật, Tối mật, Tuyệt mật
    motto: tuple[str, ...]  #: lines of the state's and the party's header
    declares: tuple[str, ...]  #: sau đây viết tắt là, gọi tắt là
    assign_lead: tuple[str, ...]  #: chủ trì, có trách nhiệm …
    assign_cooperate: tuple[str, ...]  #: phối hợp với, phối hợp
    issues: tuple[str, ...]  #: after the issuing body in the preamble: ban hành, xây dựng …
    assigns: tuple[str, ...]  #: before the units that are to do it: giao, đề nghị, yêu cầu …
    intros: tuple[str, ...]  #: open words that stand before a sentence's subject: Trên cơ sở, Căn cứ …
    work: tuple[str, ...]  #: a heading with these words is about more than aims: nhiệm vụ, giải pháp …
    carriers: tuple[str, ...]  #: types of document that carry a plan: Quyết định, Nghị quyết
    attaches: tuple[str, ...]  #: before what such a document carries: Ban hành kèm theo, Phê duyệt
    annexes: tuple[str, ...]  #: open an annex: PHỤ LỤC, DANH MỤC …
    describes: tuple[str, ...]  #: after a body that the sentence only describes: là, khóa
    drafts: tuple[str, ...]  #: a line in capitals that says that the document is a draft
    executes: tuple[str, ...]  #: the article that only says who carries the document out: thi hành Quyết định này


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of node or of relation: labels, and for relations both readings and the direction."""

    key: str
    vi: str
    en: str
    vi_back: str | None = None
    en_back: str | None = None
    source: str | None = None  #: kinds of node at its two ends
    target: str | None = None
    #: words of a text that state this relation between two documents
    words: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionForm:
    """Words of questions that mean ``sense`` (a name of ``kg.ask.grammar.Sense``), in Vietnamese and in English.

    A form may hold alternatives, ``(không|chưa) có (ai|đơn vị)? phối hợp``. ``means`` are the words of a text that the
    forms stand for (of "guidance": hướng dẫn). ``examples`` are questions with the sense, ``counter_examples``
    questions without it.
    """

    sense: str
    vi: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    means: str | None = None
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CitationKind:
    """A way in which texts name documents. ``examples`` are such names, ``counter_examples`` look like them."""

    key: str
    words: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CitedType:
    """A type that is cited and is no administrative paper, or further words and letters of a known type."""

    name: str
    codes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CitationWords:
    """Words of the grammar of citations (data/citation_kinds.yaml)."""

    kinds: tuple[CitationKind, ...] = ()
    types: tuple[CitedType, ...] = ()
    numbers: tuple[str, ...] = ()  #: "số" and what stands for it before a code
    no_number: tuple[str, ...] = ()  #: say that a document has no number
    party_bodies: tuple[str, ...] = ()  #: endings of the letters of party bodies
    state_bodies: tuple[str, ...] = ()
    assemblies: tuple[str, ...] = ()  #: letters of laws, before the assembly's number
    copies: tuple[str, ...] = ()  #: small endings of a code
    not_documents: tuple[str, ...] = ()  #: words before a code that is no document's
    counted: tuple[str, ...] = ()  #: nouns that a number counts
    not_date_after: tuple[str, ...] = ()  #: words before a date that is not the document's
    issues: tuple[str, ...] = ()  #: between a body and the document that it issues
    ends: tuple[str, ...] = ()  #: words at which a body's name ends
    small_openings: tuple[str, ...] = ()  #: open a body's name in small letters
    places: tuple[str, ...] = ()  #: words before a place's name
    bodies: tuple[str, ...] = ()  #: bodies that issue documents, beside issuers and units
    ordinals: tuple[str, ...] = ()  #: numbers in words, in their order
    congress_parts: tuple[str, ...] = ()  #: parts of the name of a congress
    after_issuer: tuple[str, ...] = ()  #: after a body's name: it is no subject of the sentence
    laws: tuple[str, ...] = ()  #: names of laws and ordinances, without "Luật"
    amending: tuple[str, ...] = ()  #: between "Luật" and the law that it amends
    title_ends: tuple[str, ...] = ()  #: words after a comma with which a title in running text ends
    revised: tuple[str, ...] = ()  #: before the year of a charter's version
    about: tuple[str, ...] = ()  #: open the title of a document
    in_force: tuple[str, ...] = ()  #: end the entry of a document in a register
    relation_before: tuple[str, ...] = ()  #: may stand between a document and the words of a relation
    enacts: tuple[str, ...] = ()  #: between a decision and the plan that it issues
    relation_after: tuple[str, ...] = ()  #: may stand between these and the other document
    passives: tuple[str, ...] = ()  #: turn a relation round
    plurals: tuple[str, ...] = ()  #: open a list of documents
    itself: tuple[str, ...] = ()  #: after a type's word: the document that says it


@dataclass(frozen=True, slots=True)
class Doubt:
    """A field of a document that is less sure than the rest of its entry."""

    field: FactField
    mark: FactMark
    note: str | None = None


@dataclass(frozen=True, slots=True)
class OtherValue:
    """What another source says of a field: a conflict, kept beside the value of the entry."""

    field: FactField
    says: str
    mark: FactMark
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class FactRelation:
    """A relation (a key of data/kinds.yaml) to the document that another entry names."""

    kind: str
    to: str
    mark: FactMark
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Directive:
    """A document that plans cite, as sources tell of it: data/directives.yaml, or an office's own.

    ``name`` is type, code and day ("Chỉ thị 28-CT/TW 2019-01-21"): a code alone is not an identity. ``mark`` is how
    sure the fields are: certain (a source was read), secondary (a summary was), likely (it follows from what was
    read), unverified (only a plan that cites it says so); ``doubts`` are the fields that are less sure. ``checked`` is
    the day of the check. ``aliases`` are other names ("Nghị quyết Trung ương 4 khóa XI"). ``examples`` are mentions
    that may mean it, ``counter_examples`` mentions that never do.
    """

    name: str
    type: str
    code: str | None = None
    date: Day | None = None
    year: Annotated[str, YEAR] | None = None
    issuer: str | None = None
    scope: str | None = None
    term: str | None = None
    title: str | None = None
    aliases: tuple[str, ...] = ()
    mark: FactMark = "unverified"
    source: str | None = None
    checked: Day | None = None
    doubts: tuple[Doubt, ...] = ()
    others: tuple[OtherValue, ...] = ()
    relations: tuple[FactRelation, ...] = ()
    note: str | None = None
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StyleExample:
    """What a style prints of the entry ``of`` (its name in data/directives.yaml)."""

    of: str
    prints: str
    later: bool = False
    last: bool = False
    comma: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """A form in which a document is cited: at its first mention, and at later ones.

    Forms name fields in braces: ``{type} {code} {date} {issuer} {title} {name}``, ``{comma}`` is the comma that an
    office may want before "ngày". What stands in square brackets is left out where its field is not known. ``law`` is
    the form of the types ``laws``, ``named`` that of a document without a code; ``line`` stands around the whole
    (``{document}``), ``last`` around the last of several. ``pad_day``, ``pad_month``: smaller numbers get a 0 before
    them. ``title``: about ("về …" as it is, others in quotation marks), quoted, capital (quoted, with a capital).

    ``rule`` is where the form is laid down, in force from ``since`` to ``until``; ``read`` says how the rule was read.
    ``counter_examples`` are what the style never prints of the entries of its examples.
    """

    name: str
    vi: str
    en: str
    first: str
    later: str
    rule: str
    read: FactMark
    since: Day | None = None
    until: Day | None = None
    note: str | None = None
    aliases: tuple[str, ...] = ()
    law: str | None = None
    laws: tuple[str, ...] = ()
    named: str = "{name}"
    line: str = "{document}"
    last: str | None = None
    date: Annotated[str, DATE_FORM] = "d/m/y"
    pad_day: Annotated[str, BELOW] = "10"
    pad_month: Annotated[str, BELOW] = "3"
    title: Annotated[str, TITLE_FORM] = "about"
    comma: bool = False
    markup: bool = False  #: signs that Markdown reads are escaped
    examples: tuple[StyleExample, ...] = ()
    counter_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckRule:
    """A rule by which drafts are checked: data/check_rules.yaml.

    ``rule`` and ``level`` are those of the contract; several entries may share a rule. ``vi`` and ``en`` are the
    message, with places in braces: ``{said}`` and ``{says}``, and what the check of this name gives besides. ``source``
    is where a rule of form is laid down, ``read`` how it was read; a rule about facts has none, each fact has its own.
    ``words``: for "issuer" names so wide that they contradict nothing, for "type.name" names that are no type.
    ``examples`` are drafts in which it finds something, ``counter_examples`` drafts in which it does not.
    """

    name: str
    rule: Annotated[str, CHECK_RULE]
    level: Annotated[str, CHECK_LEVEL]
    vi: str
    en: str
    source: str | None = None
    read: FactMark | None = None
    words: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that the tool knows; ``digest`` names the state of the files that it was made from."""

    digest: str
    units: tuple[UnitEntry, ...]
    tails: tuple[Tail, ...]
    unit_words: UnitWords
    columns: tuple[ColumnWords, ...]
    times: TimeWords
    document_types: tuple[DocumentType, ...]
    issuers: tuple[Issuer, ...]
    abbreviations: tuple[Abbreviation, ...]
    sections: SectionWords
    nodes: tuple[Kind, ...]
    relations: tuple[Kind, ...]
    time_examples: tuple[TimeExample, ...] = field(default=())
    questions: tuple[QuestionForm, ...] = field(default=())
    citation_words: CitationWords = field(default=CitationWords())
    directives: tuple[Directive, ...] = field(default=())
    cycles: tuple[Cycle, ...] = field(default=())
    styles: tuple[Style, ...] = field(default=())
    checks: tuple[CheckRule, ...] = field(default=())
