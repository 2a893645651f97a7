"""The Documents page as HTML: what it says, and that nothing in a document or a name becomes markup."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.pages.shelf import Added, Opened, Working
from advisor.pages.shelf_rendering import (
    render_added,
    render_complaint,
    render_opened,
    render_shelf,
    render_working,
)
from advisor.pages.working import watch_work
from vectorstore.store import Stored
from vectorstore.types import CareerProfile, Document, Fact, Part, Quantity, Section, Span

TEXT = "Coder\nPay\n$70,000 a year\n"
STORED = Stored(
    "coder", "Coder", "ab" * 32, ("/home/me/coder.txt",), "CC0", "1", ("line 2: no text",), 2, 1, 2, ("Coder",)
)
PAY = Fact("pay", Quantity(70_000, 70_000, "USD"), Span("coder", 10, 24), Part("level", 1, "Junior"))
PROFILE = CareerProfile("coder", "Coder", ("C", "Coding person"), (PAY, Fact("tool", "Python", Span("coder", 0, 5))))
SECTIONS = (Section("other", "Coder", Span("coder", 0, 6)), Section("pay", "Pay", Span("coder", 6, 25)))
OPENED = Opened(STORED, Document("coder", "Coder", TEXT, "ab" * 32), SECTIONS, (PROFILE,))
TAGS = re.compile(r"<[^>]*>")


def markup(html: str) -> set[tuple[str, str]]:
    """Every tag with the name of each of its attributes, as a browser reads them."""
    found: set[tuple[str, str]] = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.update((tag, name) for name, _ in [("", None), *attrs])

    Reader().feed(html)
    return found


def words(html: str) -> str:
    return " ".join(TAGS.sub(" ", html).split())


def test_the_list_says_where_a_document_is_from_and_what_was_found_in_it() -> None:
    shown = words(render_shelf([STORED]))
    assert "coder.txt" in shown
    assert "/home" not in shown
    assert "2 sections, 1 chunk, 2 facts, 1 warning" in shown


@pytest.mark.parametrize(
    ("origin", "shown"),
    [
        ("upload:a.pdf", "added here: a.pdf"),
        ("address:https://example.org/a%20b", "https://example.org/a b"),
        ("C:\\docs\\a.txt", "a.txt"),
        ("the owner", "the owner"),
    ],
)
def test_an_origin_is_shown_as_a_reader_knows_it(origin: str, shown: str) -> None:
    assert shown in words(render_shelf([replace(STORED, origins=(origin,))]))


def test_an_opened_document_shows_facts_warnings_and_its_whole_text() -> None:
    html = render_opened(OPENED, editable=False)
    shown = words(html)
    for wanted in (
        "CC0",
        "line 2: no text",
        "Also called C, Coding person",
        "Level 1 $70,000",
        "Python",
        "$70,000 a year",
    ):
        assert wanted in shown
    assert "<form" not in html


def test_only_an_editable_page_has_forms_and_only_what_no_file_holds_can_be_removed() -> None:
    html = render_opened(OPENED, editable=True)
    assert 'name="name" value="Coder"' in html
    assert ">C, Coding person</textarea>" in html
    assert "data-remove" not in html
    assert 'data-remove="coder"' in render_opened(replace(OPENED, removable=True), editable=True)
    assert "data-remove" not in render_opened(replace(OPENED, removable=True), editable=False)


@given(st.sampled_from(["<script>", '"><img src=x onerror=alert(1)>', "' onclick='x", "</div>&amp;", "${1}"]))
def test_nothing_that_was_read_or_typed_becomes_markup(hostile: str) -> None:
    fact = replace(PAY, attribute="tool", value=hostile, part=None)
    profile = replace(PROFILE, name=hostile, aliases=(hostile,), facts=(fact,))
    stored = replace(
        STORED, id=hostile, title=hostile, origins=(hostile,), licence=hostile, warnings=(hostile,), careers=(hostile,)
    )
    document = Document("coder", hostile, hostile * 2, "ab" * 32)
    sections = (Section("other", hostile, Span("coder", 0, len(hostile))),)
    html = (
        render_shelf([stored])
        + render_opened(Opened(stored, document, sections, (profile,), True), editable=True, note=hostile, failed=True)
        + render_working(Working(hostile, hostile, 1, 2))
        + render_added(Added((hostile,), (hostile,), (hostile,)), [stored])
        + render_complaint(hostile)
    )
    plain = render_working(Working("n", "s", 1, 2)) + render_added(Added(("coder",), ("k",), ("r",)), [STORED])
    plain += (
        render_complaint("c")
        + render_shelf([STORED])
        + render_opened(replace(OPENED, removable=True), editable=True, note="n", failed=True)
    )
    assert markup(html) <= markup(plain)


def test_work_is_told_step_by_step_and_ends_with_its_result() -> None:
    def work(tell: Callable[[int], None]) -> str:
        tell(1)
        tell(2)
        return "done"

    assert list(watch_work(work)) == [1, 2, "done"]


def test_what_goes_wrong_in_watched_work_is_raised_where_it_is_waited_for() -> None:
    def work(tell: Callable[[int], None]) -> str:
        tell(1)
        raise ValueError("no")

    steps = watch_work(work)
    assert next(steps) == 1
    with pytest.raises(ValueError, match="no"):
        next(steps)


def test_watched_work_ends_although_nobody_waits_for_the_rest() -> None:
    ended = threading.Event()

    def work(tell: Callable[[int], None]) -> str:
        tell(1)
        ended.set()
        return "done"

    next(watch_work(work))
    assert ended.wait(5)
