"""What is shipped is what is there."""

from __future__ import annotations

import tomllib
from pathlib import Path

from kg import __version__

ROOT = Path(__file__).resolve().parent.parent
SETUP = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_every_package_of_the_tree_is_listed_once() -> None:
    settings = SETUP["tool"]["setuptools"]
    there = {
        ".".join([package, *init.parent.relative_to(ROOT / folder).parts])
        for package, folder in settings["package-dir"].items()
        for init in (ROOT / folder).rglob("__init__.py")
    }
    assert sorted(settings["packages"]) == sorted(there)


def test_every_file_that_is_no_module_is_shipped() -> None:
    settings = SETUP["tool"]["setuptools"]
    for package, folder in settings["package-dir"].items():
        patterns = settings["package-data"].get(package, [])
        shipped = {path for pattern in patterns for path in (ROOT / folder).glob(pattern)}
        there = {path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts}
        assert {path for path in there if path.suffix != ".py"} == shipped


def test_the_version_is_told_once() -> None:
    assert SETUP["project"]["version"] == __version__


def test_the_library_imports_neither_the_command_line_nor_the_page() -> None:
    for module in (ROOT / "kg").rglob("*.py"):
        if module.name != "__main__.py":
            imports = [line for line in module.read_text("utf-8").splitlines() if "import" in line.split()]
            assert not [line for line in imports if "kg.cli" in line or "kg.viz" in line], module
