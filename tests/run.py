"""All checks with one command, from a fresh checkout with nothing but Python 3.11 or later:

    python tests/run.py

It makes ``.venv`` with all that is needed (the first time), then runs ruff, mypy and the tests. What stands behind
the command goes to pytest: ``python tests/run.py tests/cli -x``.
"""

import runpy
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TREE = ROOT / "build" / "typecheck"


def main(pytest_args):
    python = runpy.run_path(str(ROOT / "cli" / "start.py"))["ready"]("[dev]")
    lay_out_as_installed()
    config = str(ROOT / "pyproject.toml")
    checks = [
        ("ruff", ["ruff", "check", "."], ROOT),
        ("ruff format", ["ruff", "format", "--check", "."], ROOT),
        ("mypy", ["mypy", "--config-file", config, "--cache-dir", str(ROOT / ".mypy_cache"), "-p", "kg"], TREE),
        ("pytest", ["pytest", *pytest_args], ROOT),
    ]
    failed = []
    for name, command, folder in checks:
        print(f"== {name}", flush=True)
        if subprocess.run([python, "-m", *command], cwd=folder).returncode:
            failed.append(name)
    if failed:
        print("failed: " + ", ".join(failed), file=sys.stderr)
    return 1 if failed else 0


def lay_out_as_installed():
    """Copy the packages to where an installation has them: mypy does not follow ``package-dir`` of pyproject.toml."""
    import tomllib  # here, so that an older Python gets as far as being told that it is too old

    with (ROOT / "pyproject.toml").open("rb") as file:
        folders = tomllib.load(file)["tool"]["setuptools"]["package-dir"]
    shutil.rmtree(TREE, ignore_errors=True)
    for package, folder in sorted(folders.items()):
        shutil.copytree(ROOT / folder, TREE.joinpath(*package.split(".")), ignore=shutil.ignore_patterns("__pycache__"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
