"""The command ``kg``: which commands there are, and where each one lives.

A command is imported when it is called and not before: asking a question does not pay for the parts that add documents.
"""

import gc
import sys
from importlib import import_module
from typing import Annotated, NamedTuple

import typer
from typer._click.core import Command, Context  # what TyperGroup's methods are declared with
from typer.core import TyperGroup

from kg import __version__
from kg.cli import boundary, streams
from kg.cli.options import Corpus, Lang
from kg.errors import Message, UsageError

#: a command that answers ends before it has garbage worth looking for; looking costs it a twentieth of its time
SELDOM = 100_000
CONTEXT = {"help_option_names": ["-h", "--help"]}


class Entry(NamedTuple):
    """A command: its name, its Vietnamese name, and the module of ``kg.cli`` that holds a function of its name."""

    name: str
    alias: str
    module: str


COMMANDS = (
    Entry("ask", "hoi", "ask"),
    Entry("search", "tim", "search"),
    Entry("tasks", "nhiem-vu", "tasks"),
    Entry("show", "xem", "show"),
    Entry("due", "den-han", "due"),
    Entry("page", "trang", "page"),
    Entry("cite", "trich-dan", "cite"),
    Entry("export", "xuat", "export"),
    Entry("brief", "phan-cong", "brief"),
    Entry("check", "kiem-tra", "check"),
    Entry("extract", "doc", "extract"),
    Entry("add", "nap", "corpus"),
    Entry("list", "danh-sach", "corpus"),
    Entry("remove", "go", "corpus"),
    Entry("build", "dung-lai", "corpus"),
    Entry("review", "ra-soat", "review"),
    Entry("doctor", "kham", "doctor"),
)
_BY_NAME = {entry.name: entry for entry in COMMANDS} | {entry.alias: entry for entry in COMMANDS}


class Commands(TyperGroup):
    """The commands, each loaded when it is asked for."""

    def list_commands(self, ctx: Context) -> list[str]:
        """Names for the help; Vietnamese names work too and are shown beside them."""
        return [entry.name for entry in COMMANDS]

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """The command of a name in either language; another name is wrong use."""
        entry = _BY_NAME.get(cmd_name)
        if entry is not None:
            return load(entry)
        if ctx.resilient_parsing or cmd_name.startswith("-"):
            return None
        raise _unknown(cmd_name)


def load(entry: Entry) -> Command:
    """The command of ``entry``, its module imported."""
    module = import_module(f"kg.cli.{entry.module}")
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(
        entry.name,
        context_settings=CONTEXT,
        no_args_is_help=entry.name in module.NEEDS_ARGUMENTS,
        epilog=f"Tên khác / Also: kg {entry.alias}",
    )(getattr(module, f"{entry.name}_command"))
    return typer.main.get_command(single)


def _unknown(name: str) -> UsageError:
    from kg.cli.usage import meant

    near = meant(name, _BY_NAME)
    return UsageError(
        Message(f"Không có lệnh “{name}”.{near}", f'There is no command "{name}".{near}'),
        hint=Message("Xem các lệnh: kg --help", "See the commands: kg --help"),
    )


def _version(wanted: bool) -> None:
    if wanted:
        streams.write(f"kg {__version__}\n")
        raise typer.Exit


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=CONTEXT,
)


@app.callback()
def root(
    ctx: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="In phiên bản. / Print the version.")
    ] = False,
    corpus: Corpus = None,
    lang: Lang = None,
) -> None:
    """Tra cứu kế hoạch: ai chủ trì, ai phối hợp, khi nào, theo văn bản nào; mỗi điều dẫn về dòng của nó.

    Knowledge-graph search over Vietnamese plans: who leads, who cooperates, when, under which directives.

    \b
    Ví dụ / Example:
      kg ask "Ban Tuyên giáo chủ trì nhiệm vụ nào?"
    """
    # what stands before the command holds for it, unless it is given again behind it
    before = {key: value for key, value in (("corpus", corpus), ("lang", lang)) if value is not None}
    ctx.default_map = dict.fromkeys(_BY_NAME, before)


def main() -> None:
    """Run ``kg`` with the arguments of the process, and end it with the exit code of the command."""
    gc.set_threshold(SELDOM)
    streams.prepare()
    args = sys.argv[1:]
    code = boundary.run(lambda: app(args, prog_name="kg", standalone_mode=False), args)
    gc.freeze()  # all goes with the process: looking through it once more at the end costs a seventh of a short command
    sys.exit(code)
