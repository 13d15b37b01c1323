"""The modules of the page's script as one script, so that a page that is opened from a file fetches nothing.

Modules keep to a small form (viz/README.md): imports of names on one line at the head, exports before a declaration.
Each becomes a function that gives its exports; they stand in the order in which they need each other.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|class) (\w+))", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)


class BundleError(ValueError):
    """A module that does not keep to the form."""


def bundle(folder: Path, main: str) -> str:
    """The module ``main`` of ``folder`` and all that it needs, as one script."""
    done: dict[str, str] = {}
    _add(folder, main, done, ())
    body = "\n".join(f"const {_name(path)} = {text}" for path, text in done.items())
    return f'(() => {{\n"use strict";\n{body}\n}})();\n'


def _add(folder: Path, path: str, done: dict[str, str], waiting: tuple[str, ...]) -> None:
    if path in done:
        return
    if path in waiting:
        raise BundleError(f"modules that need each other: {' → '.join((*waiting, path))}")
    text = (folder / path).read_text("utf-8")
    taken: list[str] = []
    for names, other in _IMPORT.findall(text):
        needed = _resolved(path, other)
        _add(folder, needed, done, (*waiting, path))
        taken.append(f"const {{{names.replace(' as ', ': ')}}} = {_name(needed)};")
    exports = _EXPORT.findall(text)
    inner = _slim(path, _EXPORT.sub("", _IMPORT.sub("", text)))
    left = _LEFT.search(inner)
    if left:
        raise BundleError(f"{path}: {left.group()}")
    done[path] = "\n".join(("(() => {", *taken, inner, f"return {{{', '.join(exports)}}};", "})();"))


def _slim(path: str, text: str) -> str:
    """``text`` without indents and without lines that are comment alone: a fifth of the room on every page."""
    kept: list[str] = []
    comment = False
    for line in map(str.strip, text.split("\n")):
        if line.count("`") % 2:
            raise BundleError(f"{path}: a text of several lines would lose its indents: {line}")
        comment = comment or line.startswith("/*")
        if line and not comment and not line.startswith("//"):
            kept.append(line)
        comment = comment and not line.endswith("*/")
    return "\n".join(kept)


def _resolved(path: str, other: str) -> str:
    parts: list[str] = []
    for part in (*PurePosixPath(path).parent.parts, *PurePosixPath(other).parts):
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _name(path: str) -> str:
    return "m_" + re.sub(r"\W", "_", path.removesuffix(".js"))
