"""Reads YAML into frozen dataclasses, strictly, by their type hints; every error names file, line, key and value.

YAML guesses types from how a word looks (``no`` is false, ``1_0`` is ten, ``2023-01-09`` a date). Here the dataclass
says what a value is: where it wants text, a scalar stays the text that stands in the file.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Generic, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from kg.errors import KnowledgeError, Message
from kg.knowledge.form import Form
from kg.text import nfc

if TYPE_CHECKING:
    from yaml.nodes import MappingNode, Node, ScalarNode

T = TypeVar("T")

_NULLS = ("", "~", "null", "Null", "NULL")
#: never printed; the carriage return ends lines on Windows
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BOOLS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Given(Generic[T]):
    """The fields that an entry of a file gives, in their types, and where it and they stand (``file:line``)."""

    record: type[T]
    where: str
    values: tuple[tuple[str, object], ...]
    places: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    def value(self, name: str) -> object:
        """The value given for the field ``name``, or None."""
        return dict(self.values).get(name)

    def place(self, name: str) -> str:
        """Where the field ``name`` stands; where the entry stands if it is not given."""
        return dict(self.places).get(name, self.where)

    def build(self) -> T:
        """The record; an error says which required field is missing."""
        values = dict(self.values)
        for f in dataclasses.fields(cast(type, self.record)):
            if f.name in values:
                continue
            if _required(f, self.record):
                raise _missing(f.name, self.where)
            if f.default is dataclasses.MISSING:
                values[f.name] = None
        return self.record(**values)


def read_list(data: bytes, file: str, record: type[T]) -> tuple[Given[T], ...]:
    """The entries of ``file``, which holds a list of ``record``."""
    root = _root(data, file)
    return () if root is None else entries(root, file, record)


def read_one(data: bytes, file: str, record: type[T]) -> Given[T]:
    """The fields of ``file``, which is one ``record``."""
    root = _root(data, file)
    return Given(record, f"{file}:1", ()) if root is None else mapping(root, file, record)


def entries(node: Node, file: str, record: type[T]) -> tuple[Given[T], ...]:
    """The entries of a list."""
    return tuple(mapping(item, file, record) for item in _items(node, file, "danh sách", "list"))


def mapping(node: Node, file: str, record: type[T]) -> Given[T]:
    """The fields of a mapping, checked against the type hints of ``record``."""
    import yaml

    if not isinstance(node, yaml.MappingNode):
        raise _error(
            file,
            node,
            f"cần một mục có dạng “khóa: giá trị”, nhưng ở đây là “{_shown(node)}”",
            f"an entry of the form “key: value” is wanted, this is “{_shown(node)}”",
            Message(f"Các khóa có thể dùng: {_keys(record)}.", f"Keys that may be used: {_keys(record)}."),
        )
    hints = _hints(cast(type, record))
    values: dict[str, object] = {}
    places: dict[str, str] = {}
    for key, item in _pairs(node, file):
        if key.value not in hints:
            raise _unknown_key(key, file, record)
        if key.value in values:
            raise _error(file, key, f"khóa “{key.value}” lặp lại", f"the key “{key.value}” is given twice")
        values[key.value] = _value(item, file, key.value, hints[key.value])
        places[key.value] = _where(file, item)
    return Given(record, _where(file, node), tuple(values.items()), tuple(places.items()))


def root_of(data: bytes, file: str) -> Node | None:
    """The node tree of a file, or None for an empty one."""
    return _root(data, file)


def _root(data: bytes, file: str) -> Node | None:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = nfc(_decoded(data, file))
    _refuse_unseen(text, file)
    try:
        node = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        raise _broken(error, file) from None
    return node


def _broken(error: Exception, file: str) -> KnowledgeError:
    """What PyYAML says about broken syntax, at its line."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + 1 if mark else 1
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    return KnowledgeError(
        Message(f"không phải YAML đúng cú pháp: {problem}", f"this is not valid YAML: {problem}"),
        f"{file}:{line}",
        Message(
            "Kiểm tra thụt lề, dấu hai chấm và dấu ngoặc kép ở dòng này và dòng trước.",
            "Look at the indentation, colons and quotes of this line and the one before.",
        ),
    )


def _decoded(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise KnowledgeError(
            Message("tệp không phải UTF-8", "the file is not UTF-8"),
            f"{file}:{line}",
            Message("Lưu lại tệp với bảng mã UTF-8.", "Save the file again as UTF-8."),
        ) from None


def _refuse_unseen(text: str, file: str) -> None:
    """Refuse what an editor does not show: tabs before a line, and control characters."""
    for number, line in enumerate(text.split("\n"), start=1):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            raise KnowledgeError(
                Message("dòng thụt lề bằng phím Tab", "the line is indented with a tab"),
                f"{file}:{number}",
                Message("Thụt lề bằng dấu cách.", "Indent with spaces."),
            )
        if _CONTROL.search(line):
            raise KnowledgeError(
                Message("dòng có ký tự điều khiển không nhìn thấy", "the line holds an invisible control character"),
                f"{file}:{number}",
                Message("Gõ lại dòng này.", "Type the line again."),
            )


def _pairs(node: MappingNode, file: str) -> Iterator[tuple[ScalarNode, Node]]:
    import yaml

    for key, item in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _error(file, key, "khóa phải là một từ", "a key must be one word")
        yield key, item


def _items(node: Node, file: str, vi: str, en: str) -> list[Node]:
    import yaml

    if isinstance(node, yaml.SequenceNode):
        return list(node.value)
    raise _error(
        file,
        node,
        f"cần một {vi}, nhưng ở đây là “{_shown(node)}”",
        f"a {en} is wanted, this is “{_shown(node)}”",
        Message("Viết mỗi giá trị sau một dấu “- ”.", "Write each value after a dash and a space."),
    )


def _value(node: Node, file: str, key: str, hint: object) -> object:
    """The value of ``node`` as the type ``hint`` wants it."""
    inner, form, optional = _taken_apart(hint)
    if optional and _is_null(node):
        return None
    if get_origin(inner) is tuple:
        return _tuple(node, file, key, get_args(inner)[0])
    if isinstance(inner, type) and dataclasses.is_dataclass(inner):
        return mapping(node, file, inner).build()
    return _scalar(node, file, key, inner, form)


def _taken_apart(hint: object) -> tuple[object, Form | None, bool]:
    """The type without ``Annotated`` and ``| None``, its form, and whether None is allowed."""
    form: Form | None = None
    optional = False
    while True:
        if get_origin(hint) is Annotated:
            hint, *extra = get_args(hint)
            form = next((x for x in extra if isinstance(x, Form)), form)
        elif get_origin(hint) in (Union, UnionType):
            optional = True
            hint = next(x for x in get_args(hint) if x is not type(None))
        else:
            return hint, form, optional


def _tuple(node: Node, file: str, key: str, hint: object) -> tuple[object, ...]:
    values = []
    for item in _items(node, file, f"danh sách cho khóa “{key}”", f"list for the key “{key}”"):
        value = _value(item, file, key, hint)
        if isinstance(value, str) and value in values:
            raise _error(file, item, f"“{key}: {value}” lặp lại", f"“{key}: {value}” is given twice")
        values.append(value)
    return tuple(values)


def _scalar(node: Node, file: str, key: str, kind: object, form: Form | None) -> object:
    import yaml

    if not isinstance(node, yaml.ScalarNode):
        raise _error(
            file,
            node,
            f"khóa “{key}” cần một giá trị đơn, không phải danh sách hay mục con",
            f"the key “{key}” wants a single value, not a list or an entry",
        )
    text = str(node.value)
    if kind is bool:
        return _bool(node, file, key, text)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _member(node, file, key, text, kind)
    if _is_null(node):
        raise _error(
            file,
            node,
            f"khóa “{key}” để trống",
            f"the key “{key}” is empty",
            Message("Điền giá trị, hoặc bỏ cả dòng.", "Give a value, or leave the line out."),
        )
    if form is not None and not form.fits(text):
        raise _error(
            file,
            node,
            f"“{key}: {text}” không đúng: cần {form.vi}",
            f"“{key}: {text}” is wrong: {form.en} is wanted",
        )
    return text


def _bool(node: Node, file: str, key: str, text: str) -> bool:
    if text not in _BOOLS:
        raise _error(file, node, f"“{key}: {text}” phải là true hoặc false", f"“{key}: {text}” must be true or false")
    return _BOOLS[text]


def _member(node: Node, file: str, key: str, text: str, kind: type[StrEnum]) -> StrEnum:
    if text not in list(kind):
        known = ", ".join(kind)
        raise _error(
            file, node, f"“{key}: {text}” phải là một trong: {known}", f"“{key}: {text}” must be one of: {known}"
        )
    return kind(text)


def _is_null(node: Node) -> bool:
    import yaml

    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in _NULLS


@lru_cache(maxsize=64)
def _hints(record: type) -> dict[str, object]:
    return dict(get_type_hints(record, include_extras=True))


def _required(f: dataclasses.Field[object], record: type) -> bool:
    if f.default is not dataclasses.MISSING or f.default_factory is not dataclasses.MISSING:
        return False
    return not _taken_apart(_hints(record)[f.name])[2]


def _keys(record: type) -> str:
    return ", ".join(_hints(record))


def _missing(name: str, where: str) -> KnowledgeError:
    return KnowledgeError(Message(f"thiếu khóa “{name}”", f"the key “{name}” is missing"), where)


def _unknown_key(key: ScalarNode, file: str, record: type) -> KnowledgeError:
    from difflib import get_close_matches

    near = get_close_matches(str(key.value), list(_hints(record)), n=1)
    hint = (
        Message(f"Có phải là “{near[0]}”?", f"Is “{near[0]}” meant?")
        if near
        else Message(f"Các khóa có thể dùng: {_keys(record)}.", f"Keys that may be used: {_keys(record)}.")
    )
    return _error(file, key, f"không có khóa “{key.value}”", f"there is no key “{key.value}”", hint)


def _shown(node: Node) -> str:
    import yaml

    if isinstance(node, yaml.ScalarNode):
        return str(node.value)[:40]
    return "[…]" if isinstance(node, yaml.SequenceNode) else "{…}"


def _where(file: str, node: Node) -> str:
    return f"{file}:{node.start_mark.line + 1}"


def _error(file: str, node: Node, vi: str, en: str, hint: Message | None = None) -> KnowledgeError:
    return KnowledgeError(Message(vi, en), _where(file, node), hint)
