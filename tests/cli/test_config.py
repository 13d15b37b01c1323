"""Settings: which word holds, and what a wrong one says."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.cli import config
from kg.errors import KgError, UsageError


@pytest.fixture(autouse=True)
def own_file(tmp_path, monkeypatch) -> Path:
    own = tmp_path / "user" / "kg.toml"
    own.parent.mkdir()
    monkeypatch.setattr(config, "user_file", lambda: own)
    return own


@pytest.fixture
def project(tmp_path) -> Path:
    folder = tmp_path / "office" / "2026"
    folder.mkdir(parents=True)
    return folder


def test_without_a_word_the_defaults_hold(project) -> None:
    assert config.resolve(environ={}, folder=project) == config.Settings(None, "vi", config.DEFAULT_LIMIT, ())


def test_flag_before_variable_before_near_file_before_own_file(project, own_file) -> None:
    def lang(flag: str | None, **environ: str) -> str:
        return config.resolve(lang=flag, environ=environ, folder=project).lang

    own_file.write_text('lang = "en"\n')
    assert lang(None) == "en"
    (project.parent / "kg.toml").write_text('lang = "vi"\n')
    assert lang(None) == "vi"
    assert lang(None, KG_LANG="en") == "en"
    assert lang("vi", KG_LANG="en") == "vi"


def test_the_nearest_file_above_counts_alone(project) -> None:
    (project.parent / "kg.toml").write_text("limit = 5\n")
    (project / "kg.toml").write_text('lang = "en"\n')
    settings = config.resolve(environ={}, folder=project)
    assert (settings.lang, settings.limit) == ("en", config.DEFAULT_LIMIT)


def test_a_folder_in_a_file_counts_from_that_file(project) -> None:
    (project.parent / "kg.toml").write_text('corpus = "kho"\n')
    assert config.resolve(environ={}, folder=project).corpus == project.parent / "kho"
    assert config.resolve(environ={"KG_CORPUS": "kho"}, folder=project).corpus == Path("kho")


def test_each_setting_says_whose_word_holds(project) -> None:
    (project / "kg.toml").write_text("# ours\nlimit = 5\n")
    settings = config.resolve(lang="en", environ={"KG_CORPUS": "x"}, folder=project)
    assert settings.origins == (("corpus", "KG_CORPUS"), ("lang", "--lang"), ("limit", f"{project / 'kg.toml'}:2"))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('lang = "fr"', 1),
        ('\nlang = "vi', 2),
        ('\n\ncorpsu = "kho"', 3),
        ("limit = 0", 1),
        ('limit = "many"', 1),
        ("corpus = 3", 1),
        ("[corpus]\nx = 1", 1),
    ],
    ids=["language", "broken", "misspelt", "zero", "word", "number", "table"],
)
def test_a_wrong_file_is_named_with_its_line(project, text, line) -> None:
    (project / "kg.toml").write_text(text)
    with pytest.raises(config.ConfigError) as caught:
        config.resolve(environ={}, folder=project)
    assert caught.value.where == f"{project / 'kg.toml'}:{line}" and caught.value.exit == 3 and caught.value.hint


def test_a_file_that_is_no_text_is_named(project) -> None:
    (project / "kg.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(config.ConfigError, match="TOML"):
        config.resolve(environ={}, folder=project)


@pytest.mark.parametrize("environ", [{"KG_LANG": "fr"}, {"KG_LIMIT": "0"}, {"KG_LIMIT": "x"}])
def test_a_wrong_variable_is_wrong_use_and_named(project, environ) -> None:
    with pytest.raises(UsageError) as caught:
        config.resolve(environ=environ, folder=project)
    assert caught.value.where == next(iter(environ)) and isinstance(caught.value, KgError)


def test_an_empty_variable_says_nothing(project) -> None:
    assert config.resolve(environ={"KG_LANG": ""}, folder=project).lang == "vi"
