"""The first run, from a fresh checkout with nothing but Python 3.11 or later:

    python cli/start.py ask "Ban Tuyên giáo chủ trì nhiệm vụ nào?"

It makes ``.venv`` in the checkout with all that kg needs (the first time, or when pyproject.toml changed), and runs
``kg`` there with what stands behind the command. Standard library only, and nothing that an older Python cannot read,
so that it can say that it is too old.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)


def ready(extras: str = "") -> str:
    """The Python of ``.venv``, with kg and ``extras`` (a word in brackets) installed in it."""
    if sys.version_info < OLDEST:
        _stop(f"kg cần Python 3.11 trở lên / needs Python 3.11 or later; this is {sys.version.split()[0]}.")
    stamp = VENV / f"kg-installed{extras}"
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return str(PYTHON)
    _say("Đang cài đặt vào .venv, chỉ lần đầu / installing into .venv, the first time only ...")
    if not PYTHON.exists() and subprocess.call([sys.executable, "-m", "venv", str(VENV)]):
        _stop("Không tạo được .venv / .venv could not be made. Debian, Ubuntu: apt install python3-venv")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.call([*pip, "--editable", f"{ROOT}{extras}"]):
        _stop("Không cài được (cần mạng) / could not be installed (the network is needed).")
    # the first question need not wait for it, and an environment that writes no bytecode has it all the same
    subprocess.call(
        [str(PYTHON), "-m", "compileall", "-q", *(str(ROOT / part) for part in ("kg", "cli", "data", "viz"))]
    )
    stamp.write_text(wanted)
    return str(PYTHON)


def _stop(text: str) -> NoReturn:
    _say(text)
    sys.exit(1)


def _say(text: str) -> None:
    """A console that lacks the letters gets the text without them."""
    encoding = sys.stderr.encoding or "ascii"
    sys.stderr.write(text.encode(encoding, "replace").decode(encoding) + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(subprocess.call([ready(), "-m", "kg", *sys.argv[1:]]))
