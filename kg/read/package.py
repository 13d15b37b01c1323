"""The ZIP packages that docx and xlsx are: their parts read within bounds, their XML without entities or network."""

from __future__ import annotations

import posixpath
import shutil
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import IO, TYPE_CHECKING

from kg.errors import Message, UnreadableError
from kg.read.build import DAMAGED, SAVE_AGAIN, SPLIT_IT, TOO_LARGE

if TYPE_CHECKING:
    from lxml.etree import _Element

#: a part of a document of 500 pages takes 10 MB; parts are read whole
MAX_PART = 64 << 20
#: all the parts together, pictures left aside
MAX_XML = 128 << 20
#: real XML packs 10 to 50 times; a bomb packs a thousand times
MAX_RATIO = 250
_SMALL = 4 << 20
#: all parts of a file that is copied, pictures too
MAX_COPY = 1 << 30
#: the earliest day that a package can name
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LOCKED = Message("Tệp được đặt mật khẩu.", "The file is protected by a password.")
_UNLOCK = Message("Hãy mở tệp, bỏ mật khẩu, lưu lại rồi thử lại.", "Open it, remove the password, save and try again.")


class Package:
    """The parts of one file, each read at most once by its reader."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            self._parts = {info.filename.lstrip("/"): info for info in self._zip.infolist()}
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError, UnicodeDecodeError):
            raise self.damaged() from None
        self._check_sizes()

    def damaged(self, part: str = "") -> UnreadableError:
        """The error of a file that does not hold together, at ``part``."""
        return UnreadableError(DAMAGED, f"{self._name} ({part})" if part else self._name, SAVE_AGAIN)

    def names(self) -> frozenset[str]:
        """The names of all parts."""
        return frozenset(self._parts)

    def read(self, part: str) -> bytes | None:
        """The bytes of ``part``; None where there is none of this name."""
        info = self._parts.get(part)
        if info is None:
            return None
        if info.flag_bits & 1:
            raise UnreadableError(_LOCKED, self._name, _UNLOCK)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(MAX_PART + 1)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
            raise self.damaged(part) from None
        if len(data) > MAX_PART:
            raise UnreadableError(TOO_LARGE, f"{self._name} ({part})", SPLIT_IT)
        return data

    def xml(self, part: str) -> _Element | None:
        """The root element of ``part``; None where there is none of this name."""
        data = self.read(part)
        return None if data is None else self.parse(data, part)

    def parse(self, data: bytes, part: str) -> _Element:
        """The root element of ``data``. Office writes no document type: one that declares entities is not read."""
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise self.damaged(part) from None
        if root is None or root.getroottree().docinfo.internalDTD is not None:
            raise self.damaged(part)
        return root

    def related(self, part: str) -> dict[str, str]:
        """What ``part`` refers to: the last word of the relation's type, or its id, → the part's name."""
        folder, base = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        out: dict[str, str] = {}
        for relation in root if root is not None else ():
            target = relation.get("Target") or ""
            if relation.get("TargetMode") == "External" or not target:
                continue
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            out[relation.get("Id") or ""] = path
            out.setdefault((relation.get("Type") or "").rpartition("/")[2], path)
        return out

    def copy(self, stream: IO[bytes], changed: Mapping[str, bytes], comment: bytes = b"") -> None:
        """Writes the package to ``stream``: the parts ``changed`` as given there, the others as they are, in their
        order; new ones at the end. ``comment`` is that of the package.

        Raises:
            UnreadableError: damaged or too large.
        """
        if sum(i.file_size for i in self._parts.values()) > MAX_COPY:
            raise UnreadableError(TOO_LARGE, self._name, SPLIT_IT)
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
            out.comment = comment
            for part, info in self._parts.items():
                if part in changed:
                    out.writestr(_as_was(info), changed[part])
                elif info.is_dir():
                    out.writestr(_as_was(info), b"")
                else:
                    self._copy_part(part, info, out)
            for part in sorted(changed.keys() - self._parts.keys()):
                out.writestr(zipfile.ZipInfo(part, _EPOCH), changed[part], zipfile.ZIP_DEFLATED)

    def _copy_part(self, part: str, info: zipfile.ZipInfo, out: zipfile.ZipFile) -> None:
        try:
            with self._zip.open(info) as old, out.open(_as_was(info), "w") as new:
                shutil.copyfileobj(old, new)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, EOFError):
            raise self.damaged(part) from None

    def _check_sizes(self) -> None:
        xml = [i for i in self._parts.values() if i.filename.lower().endswith((".xml", ".rels"))]
        total = sum(i.file_size for i in xml)
        bomb = any(i.file_size > _SMALL and i.file_size > MAX_RATIO * max(1, i.compress_size) for i in xml)
        if total > MAX_XML or bomb or len(self._parts) > 20_000:
            raise UnreadableError(TOO_LARGE, self._name, SPLIT_IT)


def _as_was(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The same name, time and way of packing, for a package that is written anew."""
    new = zipfile.ZipInfo(info.filename, info.date_time)
    new.compress_type = info.compress_type if info.compress_type == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED
    new.external_attr = info.external_attr
    return new
