"""Knowledge-graph search over Vietnamese party and state plans and the documents they cite.

Data flows one way: ``read`` → ``extract`` → ``records`` → ``derive`` → ``corpus`` and ``graph`` → ``ask``, ``search``.
The library imports neither ``kg.cli`` nor ``kg.viz``.
"""

from pathlib import Path as _Path

__version__ = "0.1.0"

# In a source checkout cli/, viz/ and data/ lie beside kg/ (the layout that its owner asked for); an installed package
# has them inside. A wheel has no pyproject.toml beside it, so nothing happens there.
_root = _Path(__file__).resolve().parent.parent
if (_root / "pyproject.toml").is_file() and (_root / "cli").is_dir():
    __path__.append(str(_root))
