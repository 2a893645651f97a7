from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from ingest.chunking import split_document
from ingest.reading import read_document
from ingest.sections import read_sections
from tests.growth import growth
from tests.unit.test_sections import document, texts
from vectorstore.types import Chunk

CORPUS = Path(__file__).parents[2] / "corpus"


def split(text: str, career: str | None = None) -> list[Chunk]:
    return split_document(document(text), read_sections(document(text)), career)


@settings(max_examples=300)
@given(texts)
def test_chunks_are_exact_spans_with_distinct_ids_and_lose_no_word(text: str) -> None:
    chunks = split(text)
    assert all(chunk.text == text[chunk.span.start : chunk.span.end] for chunk in chunks)
    assert len({chunk.id for chunk in chunks}) == len(chunks)
    covered = {index for chunk in chunks for index in range(chunk.span.start, chunk.span.end)}
    for section in read_sections(document(text)):
        if section.kind != "boilerplate":
            words = (i for i in range(section.span.start, section.span.end) if text[i].isalnum())
            assert all(index in covered for index in words)


@settings(max_examples=200)
@given(texts)
def test_any_text_is_read_without_error(text: str) -> None:
    reading = read_document(document(text))
    for profile in reading.profiles:
        assert all(0 <= fact.span.start < fact.span.end <= len(text) for fact in profile.facts)


def test_superscripts_are_read_without_error() -> None:
    assert read_document(document("A ward of 80 m² has 2³ beds.¹")).chunks


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.txt")), ids=lambda path: path.stem[:20])
def test_parts_stay_whole(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    parts = [section.part for section in read_sections(document(text)) if section.part]
    assert [chunk.part for chunk in split(text) if chunk.part] == parts


def test_the_head_names_career_section_and_part() -> None:
    text = "Where This Career Takes You\nJunior Tester\n0-2 years exp. • $70k-$80k/yr- Testing"
    assert split(text, "Tester")[-1].head == "Tester – Where This Career Takes You – Junior Tester"


def test_boilerplate_is_left_out() -> None:
    assert [
        chunk.title
        for chunk in split("Overview\n\nA role.\n\nLeave a Reply\n\nYour email address will not be published.")
    ] == ["Overview"]


def test_a_heading_without_text_leads_the_next_chunk() -> None:
    chunks = split("Career Metrics\nTools of the Trade\n- Python\n- Epic")
    assert [(chunk.title, chunk.text) for chunk in chunks] == [
        ("Tools of the Trade", "Career Metrics\nTools of the Trade\n- Python\n- Epic")
    ]


def test_long_text_is_packed_and_never_cut_inside_a_short_sentence() -> None:
    text = "Overview\n\n" + "\n\n".join(
        f"Paragraph {n} says a thing. It says it twice, for good measure." for n in range(60)
    )
    chunks = split(text)
    assert len(chunks) > 3
    assert all(len(chunk.text) <= 900 for chunk in chunks)
    assert all(chunk.text.endswith(".") for chunk in chunks)


def test_a_repeated_text_gets_ids_of_its_own_and_its_own_place() -> None:
    text = "## Notes\n\nThe same line.\n\n## Notes\n\nThe same line.\n"
    first, second = split(text)
    assert first.id != second.id
    assert second.span.start > first.span.end


def test_ids_do_not_depend_on_what_precedes() -> None:
    tail = "## Pay\n\nIt pays well, they say.\n"
    assert split(tail)[-1].id == split("## Tools\n\n- A hammer\n\n" + tail)[-1].id


def test_a_line_of_a_megabyte_is_split() -> None:
    chunks = split("word and more text here. " * 40_000)
    assert max(len(chunk.text) for chunk in chunks) <= 1200


def test_splitting_a_line_is_linear_in_its_length() -> None:
    assert growth(lambda repeats: split("word and more text here. " * repeats), 400, 4_000) < 4


def test_warnings_name_the_line() -> None:
    reading = read_document(
        document("Overview\n\nA Test Engineer tests.\n\n## Roadmap\n\n### Phase 1: Start\n\n- Begin\n\nLeave a Reply\n")
    )
    assert "line 7: phase 1 states no weeks" in reading.warnings
    assert "line 11: 1 section of boilerplate left out" in reading.warnings
