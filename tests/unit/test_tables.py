"""Tables of words are read as what they are declared to be, and a broken one is refused in a sentence."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from vectorstore.tables import TableError, read_table


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file `words.toml` of a package called `lexica`."""
    package = tmp_path / "lexica"
    package.mkdir()
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "lexica", raising=False)
    return package / "words.toml"


def test_a_table_is_read_as_its_shape(words: Path) -> None:
    words.write_text('plain = ["a", "b"]', encoding="utf-8")
    assert read_table(dict[str, frozenset[str]], "lexica", "words.toml") == {"plain": frozenset({"a", "b"})}


@pytest.mark.parametrize(
    ("written", "reason"),
    [("plain = [", "lexica/words.toml"), ("plain = 3", r"plain: .* but it has 3"), ("\ufeffplain = 3", "words.toml")],
)
def test_a_broken_table_is_refused_in_a_sentence(words: Path, written: str, reason: str) -> None:
    words.write_text(written, encoding="utf-8")
    with pytest.raises(TableError, match=reason) as refused:
        read_table(dict[str, frozenset[str]], "lexica", "words.toml")
    assert "restore it from the package" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_table_that_is_not_there_is_named(words: Path) -> None:
    with pytest.raises(TableError, match=r"lexica/words\.toml"):
        read_table(dict[str, frozenset[str]], "lexica", "words.toml")
