from __future__ import annotations

from pathlib import Path

import pytest

from kg.viz.bundle import BundleError, bundle
from tests.viz.browser import STATIC


def modules(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        path = folder / f"{name.replace('__', '/')}.js"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def test_modules_stand_in_the_order_in_which_they_need_each_other_each_once(tmp_path, browser) -> None:
    folder = modules(
        tmp_path,
        a='import {two as second} from "./in/b.js";\nimport {one} from "./c.js";\nglobalThis.sum = one + second();\n',
        in__b='import {one} from "../c.js";\nexport function two() {\n  return one + one;\n}\n',
        c="export const one = 1;\nglobalThis.times = (globalThis.times ?? 0) + 1;\n",
    )
    page = browser.new_page()
    page.add_script_tag(content=bundle(folder, "a.js"))
    assert page.evaluate("[sum, times]") == [3, 1]
    page.close()


def test_names_of_a_module_are_its_own(tmp_path, browser) -> None:
    folder = modules(
        tmp_path,
        a='import {b} from "./b.js";\nconst own = "a";\nglobalThis.both = own + b;\n',
        b='const own = "b";\nexport const b = own;\n',
    )
    page = browser.new_page()
    page.add_script_tag(content=bundle(folder, "a.js"))
    assert page.evaluate("[both, typeof own]") == ["ab", "undefined"]
    page.close()


@pytest.mark.parametrize(
    ("texts", "named"),
    [
        ({"a": 'import {b} from "./b.js";', "b": 'import {a} from "./a.js";'}, "a.js → b.js → a.js"),
        ({"a": "export default 1;"}, "a.js: export default 1;"),
        ({"a": 'import b from "./b.js";', "b": ""}, "a.js: import b"),
        ({"a": "const one = 1;\nexport {one};"}, "a.js: export {one}"),
    ],
)
def test_what_does_not_keep_to_the_form_is_refused_by_name(tmp_path, texts, named) -> None:
    with pytest.raises(BundleError, match=named.replace("{", r"\{").replace("}", r"\}")):
        bundle(modules(tmp_path, **texts), "a.js")


def test_every_module_of_the_page_is_needed_by_one_of_its_scripts() -> None:
    text = bundle(STATIC, "main.js") + bundle(STATIC, "index.js")
    names = {"m_" + str(path.relative_to(STATIC).with_suffix("")).replace("/", "_") for path in STATIC.rglob("*.js")}
    assert [name for name in sorted(names) if f"const {name} = " not in text] == []


def test_no_module_reads_text_as_markup() -> None:
    banned = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "localStorage")
    found = [(path.name, word) for path in STATIC.rglob("*.js") for word in banned if word in path.read_text("utf-8")]
    assert found == []
