"""Wrong use of a command, in the language of the user: what is wrong, what was meant perhaps, where the help is."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

# typer 0.28 carries click inside; its range is pinned in pyproject.toml
from typer._click.core import Context
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    ClickException,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)
from typer.exceptions import TyperException

from kg.cli.speech import tr

#: how typer begins the message about arguments that no parameter takes
_TOO_MANY = "Got unexpected extra argument(s) ("


def explain(error: TyperException) -> str:
    """The message of an error that the parsing of arguments raised."""
    if isinstance(error, NoArgsIsHelpError):
        return error.format_message()
    context = error.ctx if isinstance(error, UsageError) else None
    return "\n".join([_what(error, context), *_help(context)])


def meant(word: str, known: Iterable[str]) -> str:
    """ "Did you mean …?" with a space before it, or nothing."""
    near = get_close_matches(word, list(known), n=3, cutoff=0.6)
    return " " + tr(f"Có phải: {', '.join(near)}?", f"Did you mean: {', '.join(near)}?") if near else ""


def _what(error: TyperException, context: Context | None) -> str:
    if isinstance(error, NoSuchOption):
        known = [name for p in context.command.get_params(context) for name in p.opts] if context else []
        name = error.option_name
        return tr(f"Không có tùy chọn {name}.", f"There is no option {name}.") + meant(name, known)
    if isinstance(error, MissingParameter):
        name = error.param.make_metavar(context) if error.param and context else ""
        return tr(f"Thiếu {name}.", f"{name} is missing.")
    if isinstance(error, BadParameter):
        name = error.param.get_error_hint(context) if error.param and context else ""
        return tr(f"Giá trị không hợp lệ cho {name}: {error.message}", f"Invalid value for {name}: {error.message}")
    if isinstance(error, BadOptionUsage):
        return tr(f"Tùy chọn {error.option_name} dùng sai: ", f"Option {error.option_name}: ") + error.message
    if isinstance(error, UsageError) and error.message.startswith(_TOO_MANY):
        extra = error.message.removeprefix(_TOO_MANY).removesuffix(")")
        return tr(f"Thừa: {extra}. Nhiều chữ thì đặt trong ngoặc kép.", f"Not expected: {extra}. Quote several words.")
    if isinstance(error, ClickException):
        return error.format_message()
    return str(error)


def _help(context: Context | None) -> list[str]:
    if context is None:
        return []
    return [tr(f"Xem cách dùng: {context.command_path} --help", f"See: {context.command_path} --help")]
