"""Settings of a run: a flag, else a KG_* variable, else the nearest kg.toml, else the user's file, else a default."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from kg.cli.speech import DEFAULT_LANGUAGE, LANGUAGES, speak
from kg.errors import KgError, Message, UsageError
from kg.text import display

FILE = "kg.toml"
#: rows of a list that are shown unless all are asked for
DEFAULT_LIMIT = 50
KEYS = ("corpus", "lang", "limit", "style", "tone", "comma", "by")
TONES = ("ủy", "uỷ")
_YES = {"có": True, "yes": True, "không": False, "no": False}


class ConfigError(KgError):
    """A settings file that cannot be used; ``where`` is ``file:line``."""


class Setting(NamedTuple):
    """A value as it was written, and where: a flag, a variable, or a line of a file."""

    value: str | int
    origin: str
    #: the folder that a relative path counts from
    base: Path | None = None


class Settings(NamedTuple):
    """What a command runs with. ``corpus`` None is the plan that comes with kg; ``origins``: whose word holds."""

    corpus: Path | None
    lang: str
    limit: int
    origins: tuple[tuple[str, str], ...]
    #: how documents are cited: the style, where tones stand ("ủy", "uỷ"), a comma before "ngày"
    style: str | None = None
    tone: str | None = None
    comma: bool | None = None
    #: whose word corrections are
    by: str | None = None

    def has(self, key: str) -> bool:
        """Whether somebody set ``key``; else its default holds."""
        return any(key == name for name, _ in self.origins)


def start(
    corpus: str | None = None,
    lang: str | None = None,
    limit: int | None = None,
    *,
    style: str | None = None,
    tone: str | None = None,
    comma: bool | None = None,
) -> Settings:
    """The settings of this run; from here on its messages are in their language."""
    settings = resolve(corpus, lang, limit, style=style, tone=tone, comma=comma)
    speak(settings.lang)
    return settings


def resolve(
    corpus: str | None = None,
    lang: str | None = None,
    limit: int | None = None,
    environ: Mapping[str, str] = os.environ,
    folder: Path | None = None,
    *,
    style: str | None = None,
    tone: str | None = None,
    comma: bool | None = None,
) -> Settings:
    """The settings of a run in ``folder``, given its flags."""
    said = None if comma is None else next(word for word, yes in _YES.items() if yes is comma)
    given = (("corpus", corpus), ("lang", lang), ("limit", limit), ("style", style), ("tone", tone), ("comma", said))
    layers = [
        {k: Setting(v, f"--{k}") for k, v in given if v is not None},
        {k: Setting(environ[n], n) for k in KEYS if environ.get(n := f"KG_{k.upper()}")},
    ]
    if not all(any(key in layer for layer in layers) for key in KEYS):
        layers += [_read(path) for path in files(folder or Path.cwd())]
    found = {key: next((layer[key] for layer in layers if key in layer), None) for key in KEYS}
    return Settings(
        corpus=_folder(found["corpus"]),
        lang=_language(found["lang"]),
        limit=_limit(found["limit"]),
        origins=tuple((key, setting.origin) for key, setting in found.items() if setting),
        style=str(found["style"].value) if found["style"] else None,
        tone=_tone(found["tone"]),
        comma=_comma(found["comma"]),
        by=str(found["by"].value) if found["by"] else None,
    )


def files(folder: Path) -> list[Path]:
    """The settings files that count in ``folder``, the strongest first."""
    near = next((above / FILE for above in (folder, *folder.parents) if (above / FILE).is_file()), None)
    own = user_file()
    return [path for path in (near, own) if path is not None and path.is_file()]


def user_file() -> Path:
    """The user's own settings file, whether it exists or not."""
    from platformdirs import user_config_path

    return user_config_path("kg", appauthor=False) / FILE


def _read(path: Path) -> dict[str, Setting]:
    import tomllib

    try:
        text = path.read_text("utf-8")
        table = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(Message("không đọc được tệp cấu hình", "cannot read the settings file"), str(path)) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        line = re.search(r"at line (\d+)", str(error))
        at_end = "end of document" in str(error)
        where = f"{path}:{line.group(1) if line else text.count(chr(10)) + 1}" if line or at_end else str(path)
        raise ConfigError(
            Message("tệp cấu hình không đúng dạng TOML", "the settings file is not valid TOML"),
            where,
            Message('Viết như: lang = "vi"', 'Write it like: lang = "vi"'),
        ) from error
    settings = {}
    for key, value in table.items():
        where = f"{path}:{_line(text, key)}"
        wanted = int if key == "limit" else str
        if key not in KEYS or not isinstance(value, wanted) or isinstance(value, bool):
            raise ConfigError(
                Message(f"“{key}” không phải một mục cấu hình hợp lệ", f'"{key}" is not a valid setting'),
                where,
                Message(
                    'Các mục: corpus = "thư mục", lang = "vi" hoặc "en", limit = số dòng, style = "kiểu viện dẫn",'
                    ' tone = "ủy" hoặc "uỷ", comma = "có" hoặc "không", by = "tên người đính chính"',
                    'Settings: corpus = "folder", lang = "vi" or "en", limit = number of rows, style = "name",'
                    ' tone = "ủy" or "uỷ", comma = "yes" or "no", by = "who corrects"',
                ),
            )
        settings[key] = Setting(value, where, path.parent)
    return settings


def _line(text: str, key: str) -> int:
    found = re.search(rf"^\s*\[?[\"']?{re.escape(key)}\b", text, re.MULTILINE)
    return text.count("\n", 0, found.end()) + 1 if found else 1


def _folder(setting: Setting | None) -> Path | None:
    if setting is None:
        return None
    path = Path(str(setting.value)).expanduser()
    return path if setting.base is None else setting.base / path


def _language(setting: Setting | None) -> str:
    if setting is None:
        return DEFAULT_LANGUAGE
    if setting.value not in LANGUAGES:
        raise _wrong(
            setting,
            Message(f"không có ngôn ngữ “{setting.value}”", f'there is no language "{setting.value}"'),
            Message("Chọn vi hoặc en", "Choose vi or en"),
        )
    return str(setting.value)


def _limit(setting: Setting | None) -> int:
    if setting is None:
        return DEFAULT_LIMIT
    try:
        limit = int(setting.value)
    except ValueError:
        limit = 0
    if limit < 1:
        raise _wrong(
            setting,
            Message(f"số dòng “{setting.value}” không dùng được", f'"{setting.value}" is no number of rows'),
            Message("Cho một số từ 1 trở lên", "Give a number from 1 up"),
        )
    return limit


def _tone(setting: Setting | None) -> str | None:
    if setting is None:
        return None
    tone = display(str(setting.value)).casefold()
    if tone not in TONES:
        raise _wrong(
            setting,
            Message(f"không có cách đặt dấu “{setting.value}”", f'there is no way "{setting.value}" to place tones'),
            Message("Chọn ủy hoặc uỷ", "Choose ủy or uỷ"),
        )
    return tone


def _comma(setting: Setting | None) -> bool | None:
    if setting is None:
        return None
    word = display(str(setting.value)).casefold()
    if word not in _YES:
        raise _wrong(
            setting,
            Message(f"“{setting.value}” không phải có hay không", f'"{setting.value}" is neither yes nor no'),
            Message("Chọn có hoặc không", "Choose yes or no"),
        )
    return _YES[word]


def _wrong(setting: Setting, what: Message, hint: Message) -> KgError:
    kind = ConfigError if setting.base else UsageError
    return kind(what, setting.origin, hint)
