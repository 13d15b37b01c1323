"""A window whose page is watched: what it fetches, reports and runs, and where its links lead."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from playwright.sync_api import Browser, Page

#: a window of an office PC
SIZE = {"width": 1366, "height": 820}
#: schemes of what lies in the page itself
OWN = ("data:", "blob:", "about:")
_OUTSIDE = re.compile(r"""@import|url\(\s*['"]?\s*(?!data:)[\w/.]""", re.IGNORECASE)
_REPORTS = """addEventListener("securitypolicyviolation", e => {
  window.reported = [...(window.reported ?? []), `${e.violatedDirective} ${e.blockedURI}`] });"""


class Watched:
    """A window of its own: no network, no memory of other windows, motion reduced, clipboard allowed."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        self._context = browser.new_context(
            **{"viewport": SIZE, "locale": "vi-VN", "reduced_motion": "reduce", "offline": True, **options}
        )
        self._context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.page: Page = self._context.new_page()
        self.page.set_default_timeout(10_000)
        self._said: list[str] = []
        self._file = ""
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.on("console", lambda message: self._said.append(f"console: {message.text}"))
        self.page.on("pageerror", lambda error: self._said.append(f"error: {error}"))
        self.page.on("dialog", lambda dialog: (self._said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        self.page.add_init_script(_REPORTS)

    def open(self, path: Path, hash: str = "") -> None:
        """Open a page and wait until it is ready."""
        self._file = path.resolve().as_uri()
        self.page.goto(f"{self._file}#{hash}")
        self.page.wait_for_selector("html[data-ready]", state="attached")

    def go(self, hash: str) -> None:
        """Choose something by the address, and wait until it is shown."""
        self.page.evaluate(
            """hash => new Promise(done => {
              const before = location.href;
              addEventListener("hashchange", () => setTimeout(done), {once: true});
              location.hash = hash;
              if (location.href === before) done();
            })""",
            f"#{hash}",
        )

    def hash(self) -> dict[str, str]:
        """What the address says."""
        return {key: values[0] for key, values in parse_qs(urlsplit(self.page.url).fragment).items()}

    def complaints(self) -> list[str]:
        """What was fetched, reported to the console, blocked by the policy, or asked of the user."""
        reported = self.page.evaluate("window.reported ?? []")
        return [*self._said, *(f"policy: {one}" for one in reported)]

    def close(self) -> None:
        """Close the window."""
        self._context.close()

    def _asked(self, url: str) -> None:
        if not url.startswith(OWN) and url.split("#")[0] != self._file:
            self._said.append(f"request: {url}")


class _Scan(HTMLParser):
    """What a page names that lies outside of it, and what it would run."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.links: list[str] = []
        self._styles = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._styles = tag == "style"
        for name, value in attrs:
            if name.startswith("on"):
                self.found.append(f"handler: <{tag} {name}>")
            elif name in ("src", "srcset", "action", "formaction", "data", "poster", "background", "ping", "style"):
                self.found.append(f"outside: <{tag} {name}={value}>")
            elif name == "href" and tag == "a":
                self.links.append(value or "")
            elif name in ("href", "xlink:href"):
                self.found.append(f"outside: <{tag} {name}={value}>")

    def handle_data(self, text: str) -> None:
        if self._styles and _OUTSIDE.search(text):
            self.found.append(f"style: {text.strip()[:80]}")

    def handle_endtag(self, tag: str) -> None:
        self._styles = False


def scan(html: str) -> list[str]:
    """What the text of a page names outside of it or would run: no browser is needed to see it."""
    scanned = _Scan()
    scanned.feed(html)
    return scanned.found


def broken_links(page: Page, path: Path) -> list[str]:
    """The links that are on the page now and lead to nothing: a node that is not there, a file that is not there."""
    ids = set(page.evaluate("JSON.parse(document.getElementById('data').textContent).nodes?.map(n => n.id) ?? []"))
    found = []
    for link in page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))"):
        parts = urlsplit(link)
        node = parse_qs(parts.fragment).get("node", [""])[0]
        missing = parts.path and not (path.parent / unquote(parts.path)).is_file()
        if parts.scheme or parts.netloc or missing or (not parts.path and node and node not in ids):
            found.append(link)
    return found
