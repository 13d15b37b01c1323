"""What the page costs in a real browser: size, time until it is ready, search, drawing; beside pyvis's own page.

    python bench/page.py [-o bench/results/page.md]

The browser runs without a network and without a graphics card (software rendering). Each figure is the median of
several openings of a fresh window.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from plans import plans  # noqa: E402

from kg import codec  # noqa: E402
from kg.corpus.change import CorpusWriter  # noqa: E402
from kg.corpus.layout import Corpus  # noqa: E402
from kg.corpus.open import open_store  # noqa: E402
from kg.viz.data import page_data  # noqa: E402
from kg.viz.records import PageData  # noqa: E402
from kg.viz.render import page_html, write  # noqa: E402
from tests.viz.browser import executable, load  # noqa: E402

OPENINGS = 5
#: plans whose tasks together are two thousand
MANY = 43
#: milliseconds after which pyvis's own picture stands still
SETTLED = 10_000
#: seconds of moving the canvas
MOVED = 3
SIZE = {"width": 1366, "height": 820}
QUERIES = [case["query"] for case in yaml.safe_load((ROOT / "tests/cases/search.yaml").read_text("utf-8"))["cases"]]
QUESTIONS = [case["question"] for case in yaml.safe_load((ROOT / "tests/cases/questions.yaml").read_text("utf-8"))]
#: milliseconds that each query takes, from the key to the list on the page
TYPED = """queries => {
  const box = document.getElementById("q");
  return queries.map(text => { const from = performance.now(); box.value = text;
    box.dispatchEvent(new Event("input")); return performance.now() - from; });
}"""
#: milliseconds between two pictures while the canvas is dragged or zoomed
FRAMES = """([seconds, zoom]) => new Promise(done => {
  const canvas = document.querySelector(".frame canvas, #mynetwork canvas"), box = canvas.getBoundingClientRect();
  const x = box.left + box.width / 2, y = box.top + box.height / 2, gaps = [];
  const send = (type, dx, more) => canvas.dispatchEvent(new PointerEvent(type, {bubbles: true, pointerId: 1,
    pointerType: "mouse", isPrimary: true, buttons: 1, button: 0, clientX: x + dx, clientY: y, ...more}));
  const from = performance.now(); let last = from, n = 0, before = canvas.toDataURL();
  if (!zoom) send("pointerdown", 0);
  const step = () => { const now = performance.now(); gaps.push(now - last); last = now; n += 1;
    if (zoom) canvas.dispatchEvent(new WheelEvent("wheel", {bubbles: true, cancelable: true, clientX: x, clientY: y,
      deltaY: n % 40 < 20 ? -60 : 60}));
    else send("pointermove", 80 * Math.sin(n / 10));
    if (now - from < seconds * 1000) requestAnimationFrame(step);
    else { if (!zoom) send("pointerup", 0); done([canvas.toDataURL() !== before, gaps.slice(1)]); } };
  requestAnimationFrame(step);
})"""


class Opened:
    """A fresh window with a page in it; ``ready`` is the milliseconds from the start of loading."""

    def __init__(self, browser: Browser, path: Path, hash: str = "", selector: str = "html[data-ready]") -> None:
        self._context = browser.new_context(viewport=SIZE, offline=True)
        self.page: Page = self._context.new_page()
        self.page.add_init_script(
            "new MutationObserver((_, o) => { if (document.documentElement.dataset.ready) { window.readyAt ="
            " performance.now(); o.disconnect(); } }).observe(document, {attributes: true, subtree: true});"
        )
        begun = time.perf_counter()
        self.page.goto(f"{path.as_uri()}{hash}")
        self.page.wait_for_selector(selector, state="attached")
        whole = (time.perf_counter() - begun) * 1000
        self.ready = float(self.page.evaluate("window.readyAt ?? 0") or whole)

    def __enter__(self) -> Opened:
        return self

    def __exit__(self, *_: object) -> None:
        self._context.close()


def median(values: Iterable[float]) -> float:
    return statistics.median(values)


def ready(browser: Browser, path: Path, **how: str) -> float:
    def once() -> float:
        with Opened(browser, path, **how) as opened:
            return opened.ready

    return median(once() for _ in range(OPENINGS))


def typed(browser: Browser, path: Path) -> tuple[float, float, float, float]:
    """Median and 95th percentile of searches, then of questions."""
    with Opened(browser, path) as opened:
        opened.page.wait_for_timeout(2000)  # the front is made ready in a quiet moment
        found: list[float] = []
        for texts in (QUERIES, QUESTIONS):
            opened.page.evaluate(TYPED, texts)
            times = sorted(opened.page.evaluate(TYPED, texts))
            found += [median(times), times[int(len(times) * 0.95)]]
        return found[0], found[1], found[2], found[3]


def alone(browser: Browser, path: Path, data: PageData) -> tuple[float, float]:
    """Median and 95th percentile of a search by itself, without the list."""
    with Opened(browser, path) as opened:
        page = opened._context.new_page()
        load(page, model="createModel", ask_front="createFront")
        page.evaluate(
            "d => { globalThis.front = kg.createFront(kg.createModel(d)); front.ready(); }", codec.encode(data)
        )
        times = page.evaluate(
            """queries => {
              queries.forEach(q => front.search(q));
              return queries.map(q => {
                const from = performance.now();
                front.search(q);
                return performance.now() - from;
              });
            }""",
            QUERIES,
        )
    times.sort()
    return median(times), times[int(len(times) * 0.95)]


def frames(browser: Browser, path: Path, selector: str, hash: str, zoom: bool) -> float:
    """Pictures a second, at the median."""
    with Opened(browser, path, hash, selector) as opened:
        opened.page.wait_for_timeout(SETTLED)
        changed, gaps = opened.page.evaluate(FRAMES, [MOVED, zoom])
        assert changed, "the canvas was not moved"
        return 1000 / median(gaps)


def peer(data: PageData, path: Path) -> None:
    """The same nodes and edges as pyvis writes them by itself, labels cut short."""
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line")
    for at, node in enumerate(data.nodes):
        net.add_node(
            at, label=str(getattr(node, "text", node.label))[:40], title=str(getattr(node, "text", node.label))
        )
    for fact in data.edges:
        net.add_edge(fact.src, fact.dst)
    path.write_text(net.generate_html(), "utf-8", newline="\n")


def big(folder: Path) -> PageData:
    """One page of plans whose tasks are two thousand."""
    corpus = Corpus(folder / "kho")
    texts = folder / "texts"
    texts.mkdir()
    shipped = (ROOT / "data" / "68-KH-HU.txt").read_text("utf-8")
    with CorpusWriter(corpus) as writer:
        for name, text in plans(shipped, MANY):
            (texts / name).write_text(text, "utf-8")
            writer.add(texts / name)
    with open_store(corpus.root) as store:
        return page_data(store, store.documents())


def measured(browser: Browser, folder: Path, tell: Callable[[str], None]) -> list[str]:
    with open_store() as store:
        data = page_data(store, store.documents())
    one, peers, many = folder / "one.html", folder / "peer.html", folder / "many.html"
    write(one, page_html(data))
    peer(data, peers)
    tell("many plans")
    whole = big(folder)
    write(many, page_html(whole))
    tasks = sum(node.kind == "task" for node in whole.nodes)
    rows = [f"Chromium {browser.version}, software rendering, no network; medians of {OPENINGS} windows.", ""]
    rows += [
        f"| measure | 68-KH-HU (47 tasks) | {tasks} tasks | pyvis's own page (in_line), 68-KH-HU |",
        "| --- | ---: | ---: | ---: |",
    ]
    sizes = [path.stat().st_size / 1000 for path in (one, many, peers)]
    rows.append(f"| size, KB | {sizes[0]:.0f} | {sizes[1]:.0f} | {sizes[2]:.0f} (ratio {sizes[0] / sizes[2]:.2f}) |")
    tell("ready")
    first, second = ready(browser, one), ready(browser, many)
    other = ready(browser, peers, selector="#mynetwork canvas")
    rows.append(
        f"| ready, ms | {first:.0f} | {second:.0f} | {other:.0f} until a canvas is there (ratio {first / other:.2f}) |"
    )
    tell("search")
    alone_one, alone_many = alone(browser, one, data), alone(browser, many, whole)
    rows.append(f"| a search by itself, median / p95 ms | {_two(alone_one)} | {_two(alone_many)} | – |")
    typed_one, typed_many = typed(browser, one), typed(browser, many)
    rows.append(
        f"| words typed until the list stands, median / p95 ms | {_two(typed_one[:2])} | {_two(typed_many[:2])} | – |"
    )
    rows.append(f"| a question typed until its answer stands | {_two(typed_one[2:])} | {_two(typed_many[2:])} | – |")
    tell("frames")
    task = next(node.id for node in data.nodes if node.kind == "task")
    hash = f"#view=canvas&node={task}"
    for word, zoom in (("moved", False), ("zoomed", True)):
        ours = frames(browser, one, "html[data-ready]", hash, zoom)
        theirs = frames(browser, peers, "#mynetwork canvas", "", zoom)
        rows.append(f"| pictures a second, canvas {word} | {ours:.0f} | – | {theirs:.0f} (ratio {ours / theirs:.2f}) |")
    return rows


def _two(pair: tuple[float, ...]) -> str:
    return f"{pair[0]:.1f} / {pair[1]:.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND"]
        browser = playwright.chromium.launch(executable_path=executable(), args=flags)
        rows = measured(browser, Path(folder), lambda text: print(f"… {text}", file=sys.stderr, flush=True))
        browser.close()
    text = "\n".join(["# The page in a browser", "", "`python bench/page.py -o bench/results/page.md`", "", *rows, ""])
    print(text)
    if given.output:
        given.output.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
