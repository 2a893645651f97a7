from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from advisor.requests import Facet, Operation
from advisor.understanding.phrasings import PhrasingsError, load_phrasings


def test_every_facet_has_at_least_25_phrasings() -> None:
    facets = [example.facet for example in load_phrasings().examples]
    assert {facet: facets.count(facet) for facet in get_args(Facet) if facets.count(facet) < 25} == {}


def test_every_operation_has_at_least_16_phrasings() -> None:
    operations = [example.operation for example in load_phrasings().examples]
    assert {each: operations.count(each) for each in get_args(Operation) if operations.count(each) < 16} == {}


@pytest.mark.parametrize(
    ("file", "text", "named"),
    [
        ("salary.toml", 'lookup = ["what"]', "salary"),
        ("pay.toml", 'look = ["what"]', "look"),
        ("pay.toml", 'lookup = ["what", "What"]', "What"),
        ("pay.toml", "lookup = [", "cannot read"),
    ],
)
def test_a_mistake_in_a_file_is_named(tmp_path: Path, file: str, text: str, named: str) -> None:
    (tmp_path / file).write_text(text)
    with pytest.raises(PhrasingsError, match=named):
        load_phrasings(tmp_path)
