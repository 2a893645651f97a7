from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.pages.markdown import render_markdown
from advisor.pages.people import remarks
from advisor.pages.rendering import (
    Entry,
    render_missing_source,
    render_person,
    render_source,
    render_transcript,
)
from advisor.pages.revealing import reveal
from advisor.requests import Person, Request
from advisor.types import Abstention, Answer, Citation
from vectorstore.types import Document, Quantity, Span

ALLOWED = frozenset(
    "p strong em a ul ol li table thead tbody tr th td div code pre h1 h2 h3 h4 h5 h6 blockquote hr br mark section "
    "header button nav".split()
)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.marked = ""
        self._marking = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self._marking = tag == "mark" and ("class", "active") in attrs

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self._marking = False

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._marking:
            self.marked += data


def parse(html: str) -> Tags:
    tags = Tags()
    tags.feed(html)
    tags.close()
    return tags


def document(text: str) -> Document:
    return Document(id="d", title="A page", text=text, sha256="0" * 64)


def cite(text: str, start: int, end: int, n: int = 1) -> Citation:
    return Citation(n, Span("d", start, end), text[start:end], "A page", "A section", page=3)


def test_a_marker_of_a_citation_becomes_a_link_and_any_other_stays_text() -> None:
    html = render_markdown("Pay [1], and [2].", {1: cite("abc", 0, 2)}, turn=4)
    assert 'data-cite="4-1"' in html
    assert "and [2]." in html


@pytest.mark.parametrize(
    "hostile",
    ["<script>x</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "![x](http://a/b)", "<b>x"],
)
def test_markup_in_a_reply_is_shown_and_never_obeyed(hostile: str) -> None:
    tags = parse(render_markdown(hostile, {}, turn=1))
    assert tags.seen == {"p"}
    assert hostile in tags.text


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=120))
def test_no_reply_text_makes_a_tag_or_attribute_of_its_own(text: str) -> None:
    tags = parse(render_markdown(text, {}, turn=1))
    assert tags.seen <= ALLOWED
    assert tags.attributes <= {"class", "role", "aria-label", "tabindex", "start", "style"}


@given(st.text(min_size=1, max_size=200), st.data())
def test_the_source_panel_highlights_exactly_the_cited_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    other_start = data.draw(st.integers(0, len(text) - 1))
    other = cite(text, other_start, data.draw(st.integers(other_start + 1, len(text))), n=2)
    citation = cite(text, start, end)
    html = render_source(document(text), citation, turn=1, citations=[citation, other])
    marked = "".join(part.split("</mark>")[0] for part in html.split('<mark class="active">')[1:])
    assert parse(f'<mark class="active">{marked}</mark>').marked == parse_text(text[start:end])


def parse_text(text: str) -> str:
    """What a browser's parser makes of text: it reads carriage returns and null characters its own way."""
    return parse(escape(text)).text


def test_a_long_document_is_cut_at_lines_around_the_passage_and_says_so() -> None:
    text = "\n".join(f"line {number}" for number in range(20_000))
    start = text.index("line 10000")
    html = render_source(
        document(text), cite(text, start, start + 10), turn=1, citations=[cite(text, start, start + 10)]
    )
    assert len(html) < 60_000
    assert "The document begins earlier." in html
    assert "The document goes on." in html
    assert 'class="active">line 10000</mark>' in html


def test_the_source_names_section_and_page() -> None:
    html = render_source(document("abc"), cite("abc", 0, 2), turn=1, citations=[cite("abc", 0, 2)])
    assert "A section · page 3" in html


def test_words_cited_from_a_document_that_is_gone_are_still_shown() -> None:
    assert "<mark" in render_missing_source(cite("abc", 0, 2), turn=1)


def answer(question: str, standalone: str) -> Answer:
    return Answer(text="Yes.", request=Request(question, standalone), offers=("What next?",))


def test_the_standalone_question_is_shown_when_it_differs() -> None:
    html = render_transcript([Entry("and the pay?", answer("and the pay?", "What does a coder earn?"))])
    assert "Searched for: What does a coder earn?" in html


def test_a_question_that_stands_alone_is_not_repeated() -> None:
    assert "Searched for" not in render_transcript([Entry("Pay?", answer("Pay?", "pay?"))])


def test_only_the_latest_turn_offers_questions() -> None:
    entry = Entry("Pay?", answer("Pay?", "Pay?"))
    assert render_transcript([entry, entry]).count("What next?") == 2  # the attribute and the words of one button


def test_a_very_long_question_is_shown_shortened() -> None:
    reply = Abstention(text="Too long.", request=Request("x", "x"), reason="too_long")
    assert len(render_transcript([Entry("x" * 50_000, reply)])) < 5_000


def test_a_question_is_escaped() -> None:
    assert "<img" not in render_transcript([Entry('<img src=x onerror="alert(1)">')])


def test_each_remark_about_a_person_can_be_taken_back_alone() -> None:
    pay = Quantity(82_000, 82_000, "USD")
    person = Person(background=("ICU nurse", "teacher"), codes=False, months=6, pay=pay)
    known = remarks(person)
    told = ["ICU nurse", "teacher", "does not program", "6 months to get there", "earns $82,000"]
    assert [remark.text for remark in known] == told
    assert known[0].without == Person(background=("teacher",), codes=False, months=6, pay=pay)
    assert known[2].without.codes is None
    assert known[4].without.pay is None


def test_nothing_is_shown_of_a_person_not_known() -> None:
    assert render_person(remarks(Person())) == ""


@given(st.text(max_size=300))
def test_a_reveal_only_grows_and_ends_with_the_whole_text(text: str) -> None:
    steps = list(reveal(text))
    assert all(after.startswith(before) for before, after in pairwise(steps))
    assert (steps[-1].rstrip() if steps else "") == text.rstrip() or not text.strip()


def test_a_reveal_shows_a_sentence_at_a_time_with_its_citation() -> None:
    assert list(reveal("One. [1] Two.\n\n- Three")) == ["One. [1]", "One. [1] Two.", "One. [1] Two.\n\n- Three"]


def test_a_table_is_revealed_whole() -> None:
    table = "| a. b | c |\n|---|---|\n| 1. x | 2 |"
    assert list(reveal(f"First.\n\n{table}")) == ["First.", f"First.\n\n{table}"]
