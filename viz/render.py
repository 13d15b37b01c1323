"""The page as one file: our own template with every text escaped, and a policy that lets only these scripts run.

Two builds of the same data are the same bytes: nothing of the time or the place of the build goes in.
"""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from kg import __version__, codec
from kg.codec import Json
from kg.viz.bundle import bundle
from kg.viz.graph import canvas_json, vis_script
from kg.viz.records import DocumentNode, PageData

if TYPE_CHECKING:
    from jinja2 import Environment

HERE = Path(__file__).resolve().parent
STATIC, TEMPLATES = HERE / "static", HERE / "templates"
#: the views of a page, in the order of their tabs
VIEWS = ("lanes", "matrix", "canvas", "sheet")
#: characters of the hash of the data that the page shows
DIGEST = 12


def page_html(data: PageData, *, start: dict[str, str] | None = None, lang: str = "vi") -> str:
    """The page of ``data``; ``start`` is the state that it opens with (static/view/state.js)."""
    body = codec.dumps(data)
    digest = hashlib.sha256(body.encode("utf-8")).hexdigest()[:DIGEST]
    about: Json = {"digest": digest, "start": {**({"lang": "en"} if lang == "en" else {}), **(start or {})}}
    texts = {"about": _dumps(about), "data": body, "canvas": _dumps(canvas_json(data))}
    scripts = [vis_script(), bundle(STATIC, "main.js")]
    running = f"@page {{ @top-left {{ content: {_css_string(running_head(data))}; }} }}"
    return _render("page.html.j2", title(data), lang, texts, scripts, style=running, views=VIEWS)


def index_html(data: object, *, lang: str = "vi") -> str:
    """The index of several pages, with ``data`` of ``kg.viz.pages``."""
    body = codec.dumps(data)
    digest = hashlib.sha256(body.encode("utf-8")).hexdigest()[:DIGEST]
    about: Json = {"digest": digest, "start": {"lang": "en"} if lang == "en" else {}}
    texts = {"about": _dumps(about), "data": body}
    return _render("index.html.j2", "Các kế hoạch", lang, texts, [bundle(STATIC, "index.js")])


def title(data: PageData) -> str:
    """What a page is called."""
    return data.nodes[data.documents[0] if data.unit is None else data.unit].label


def write(path: Path, text: str) -> None:
    """Write a page: the hashes of its scripts hold for these bytes only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def running_head(data: PageData) -> str:
    """What stands at the head of every sheet of paper: number and date of the plan."""
    plans = [node for at in data.documents if isinstance(node := data.nodes[at], DocumentNode)]
    return "; ".join(f"{plan.label} ngày {_day(plan.date)}" if plan.date else plan.label for plan in plans)


def _day(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))


def _render(
    template: str,
    title: str,
    lang: str,
    data: dict[str, str],
    scripts: list[str],
    *,
    style: str = "",
    views: tuple[str, ...] = (),
) -> str:
    from markupsafe import Markup

    inline = [_closed(script) for script in scripts]
    return (
        _environment()
        .get_template(template)
        .render(
            title=title,
            lang=lang,
            version=__version__,
            policy=_policy(inline),
            style=Markup((STATIC / "page.css").read_text("utf-8") + style),
            data=[(name, Markup(_closed_json(text))) for name, text in data.items()],
            scripts=[Markup(script) for script in inline],
            views=views,
        )
    )


def _css_string(text: str) -> str:
    """``text`` as a string of a style sheet in which nothing can end it: all but letters and digits is escaped.

    >>> _css_string('68-KH</style>')
    '"68\\\\2d KH\\\\3c \\\\2f style\\\\3e "'
    """
    return '"' + "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in text) + '"'


def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )


def _policy(scripts: list[str]) -> str:
    """Only these scripts run, nothing is fetched, nothing is sent. Styles may be inline: vis-network brings one."""
    hashes = " ".join(f"'sha256-{_hash(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")


def _closed(script: str) -> str:
    """A script that cannot end its element early."""
    return script.replace("\r\n", "\n").replace("\r", "\n").replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _closed_json(text: str) -> str:
    """JSON that holds no mark-up: what could end its element, or open another, is written as an escape."""
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _dumps(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
