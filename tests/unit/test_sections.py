from __future__ import annotations

import re
import textwrap
from itertools import pairwise
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.lines import MARK
from ingest.sections import read_sections
from tests.growth import growth
from vectorstore.types import Document, Part, Section

CORPUS = Path(__file__).parents[2] / "corpus"

LINES = """

-
# Roadmap
## Skills
**Goals**
Goals
8 weeksGoals
MilestoneCan do it.
- a bullet
1. One
Phase 2: Title (10 weeks)
How to Become a Thing Engineer
Common Questions
Is it hard?
Yes, it is.
Q: Why?
A: Because.
Junior Analyst
0-2 years exp. • $70,000-$95,000/yr- Doing
| a | b |
| --- | --- |
Leave a Reply
Some running text that ends here.
=====
Where This Career Takes You
Weeks 1–6
الراتب
職業
"""
lines = st.sampled_from(LINES.splitlines())
texts = st.one_of(st.text(max_size=400), st.lists(lines, max_size=25).map("\n".join))


def document(text: str) -> Document:
    return Document(id="d", title="", text=text, sha256="")


def read(text: str) -> list[Section]:
    return read_sections(document(text))


def kinds(text: str) -> list[tuple[str, str]]:
    return [(section.kind, section.title) for section in read(text)]


@settings(max_examples=300)
@given(texts)
@example("0\r0)")
def test_sections_neither_overlap_nor_lose_a_word(text: str) -> None:
    sections = read(text)
    covered = set[int]()
    for before, after in pairwise(sections):
        assert before.span.end <= after.span.start
    for section in sections:
        assert 0 <= section.span.start < section.span.end <= len(text)
        covered.update(range(section.span.start, section.span.end))
    # The number of a list's point is no word: one that stands alone before the next section belongs to neither.
    words = (word for word in re.finditer(r"\S+", text) if not re.match(MARK, word[0]))
    assert all(index in covered or not text[index].isalnum() for word in words for index in range(*word.span()))


def test_glued_durations_and_labels_open_phases_in_order() -> None:
    text = (
        "How to Become a Data Nurse\nEstimated time to job-ready: 5 months.\n"
        "-\nFirst Things\n8 weeksGoals\n- Learn one\nResources\n- Book\nMilestoneCan do one.\n"
        "-\nSecond Things\n4 weeksGoals\n- Learn two\nMilestoneCan do two.\nPractise a lot."
    )
    phases = [section for section in read(text) if section.kind == "phase"]
    assert [section.part for section in phases] == [Part("phase", 1, "First Things"), Part("phase", 2, "Second Things")]
    assert text[phases[1].span.start : phases[1].span.end].endswith("MilestoneCan do two.")


def test_a_stated_phase_number_is_kept_on_a_truncated_page() -> None:
    text = "## Roadmap\n\n### Phase 3: Models (6 weeks)\n\n- Learn\n\n### Phase 4: Release (2 weeks)\n\n- Ship\n"
    assert [section.part.number for section in read(text) if section.part] == [3, 4]


def test_levels_are_found_by_the_line_of_figures_under_their_title() -> None:
    text = (
        "Where This Career Takes You\nJunior Tester\n0-2 years exp. • £30k-£40k/yr- Testing\n- Writing\n"
        "Chief Tester\n9+ years exp. • £90k/yr+- Leading"
    )
    assert [section.title for section in read(text) if section.kind == "level"] == ["Junior Tester", "Chief Tester"]


def test_a_level_may_stand_on_one_line() -> None:
    text = "Salary progression\nJunior Tester (0–2 years): $70k–$95k\nSenior Tester (5+ years): $120k\n"
    assert [section.part.title for section in read(text) if section.part] == ["Junior Tester", "Senior Tester"]


def test_an_unseen_heading_is_recognised_by_its_shape() -> None:
    text = (
        "Overview\n\nA role that exists for a reason, and does it well.\n\n"
        "Night Shift Allowances\n\nThere are none in this trust, as far as we know today.\n"
    )
    assert kinds(text) == [("summary", "Overview"), ("other", "Night Shift Allowances")]


def test_a_heading_broken_over_two_lines_is_one() -> None:
    text = (
        "Some text about the Remote Care Data Specialist and what they do.\n\nHow to Become a Remote Care Data\n\n"
        "Specialist: A Step-by-Step Guide\n\n- Begin: Do it.\n- End: Be done.\n"
    )
    assert ("steps", "How to Become a Remote Care Data Specialist: A Step-by-Step Guide") in kinds(text)


def test_known_phrases_are_found_in_another_wording() -> None:
    text = "You'll Thrive Here If\n- You care\nNot for you if\n- You don't\nSalary progression\n- None"
    assert [kind for kind, _ in kinds(text)] == ["fit", "non_fit", "ladder"]


def test_markdown_headings_carry_the_titles_around_them() -> None:
    sections = read("# Guide\n\nText.\n\n## Skills\n\n### Technical\n\n- SQL\n")
    assert [(section.title, section.kind, section.path) for section in sections][-1] == (
        "Technical",
        "skills",
        ("Guide", "Skills"),
    )


def test_answers_without_questions_are_parts_of_their_own() -> None:
    sections = read(
        "Common Questions\nYes, coding skills are required for this role.\nNo, this role is not remote at all, sadly."
    )
    assert [(section.part.number, section.part.title) for section in sections if section.part] == [(1, ""), (2, "")]


def test_questions_and_answers_are_pairs() -> None:
    sections = read("FAQ\n\nQ: Is it hard?\n\nA: It is.\n\nQ: Is it a very long\nquestion?\n\nA: Yes.\n")
    assert [section.title for section in sections if section.part] == ["Is it hard?", "Is it a very long question?"]


def test_interview_questions_are_no_faq() -> None:
    text = "Can You Answer These Questions?\nWhat is the difference between a rule and a model?\nExplain the term."
    assert kinds(text) == [("practice", "Can You Answer These Questions?")]


def test_comment_forms_are_boilerplate() -> None:
    text = (
        "Overview\n\nA role.\n\nLeave a Reply\n\n"
        "Your email address will not be published. Required fields are marked *\n\nYou May Also Like"
    )
    assert [kind for kind, _ in kinds(text)] == ["summary", "boilerplate", "boilerplate", "boilerplate"]


def test_content_goes_on_after_a_single_line_of_boilerplate() -> None:
    text = "Overview\n\nA role.\n\nSubscribe to our newsletter for more updates\n\nIt goes on here and ends.\n"
    assert [kind for kind, _ in kinds(text)] == ["summary", "boilerplate", "summary"]


def with_headings(count: int) -> str:
    return "".join(f"## Heading {number}\n\nText of it.\n\n" for number in range(count))


def test_every_one_of_ten_thousand_headings_is_read() -> None:
    assert len(read(with_headings(10_000))) == 10_000


def test_reading_headings_is_linear_in_their_number() -> None:
    assert growth(lambda count: read(with_headings(count)), 300, 3_000) < 4


def test_every_corpus_document_has_its_parts() -> None:
    counts = {}
    for path in sorted(CORPUS.glob("*.txt")):
        parts = [section.part.kind for section in read(path.read_text(encoding="utf-8")) if section.part]
        counts[path.stem] = {kind: parts.count(kind) for kind in sorted(set(parts))}
    assert counts == {
        "ai-clinical-decision-support-specialist": {"phase": 4, "level": 5, "question": 5},
        "ai-clinical-documentation-specialist": {"phase": 5, "level": 5, "question": 5},
        "ai-healthcare-specialists-guide": {"question": 6},
    }


def test_a_label_before_a_lone_mark_is_read() -> None:
    assert read_sections(document("Intro here.\nWhat you earn\n-\nBasics\n4 weeks\n")) != []


def test_lines_among_labels_with_values_are_no_headings() -> None:
    text = "## Gait Analyst\n\nPay: $50,000 a year\n\nAlso called: Falls reader\n\nFrom home? Never\n\nCoding: No\n"
    assert [section.title for section in read_sections(document(text))] == ["Gait Analyst"]


def test_a_trail_at_the_top_is_boilerplate_not_the_title() -> None:
    text = "All roles / Imaging / Wounds\nAI Wound Analyst\n7.1/10\nDemand\n12%\nAI risk\n"
    assert [(each.kind, each.title) for each in read_sections(document(text))] == [
        ("boilerplate", "All roles / Imaging / Wounds"),
        ("metrics", "AI Wound Analyst"),
    ]


def test_a_title_parts_two_lists_without_bullets() -> None:
    skills, tools = "Burn care\nPhotography\nReporting", "ImageJ\nLabelStudio\nREDCap"
    text = f"Your Skills\n{skills}\nKit List\n{tools}\n"
    assert [(each.kind, each.title) for each in read_sections(document(text))] == [
        ("skills", "Your Skills"),
        ("tools", "Kit List"),
    ]


def test_titles_that_end_in_colons_all_over_a_page_are_titles() -> None:
    text = (
        "Great fit if you:\n- Count\nNot for you if:\n- Hurry\nTools you will use:\n- ImageJ\nSkills to grow:\n- Care\n"
    )
    assert [each.kind for each in read_sections(document(text))] == ["fit", "non_fit", "tools", "skills"]


def test_numbered_titles_apart_from_each_other_are_no_list() -> None:
    titles = ("The whole story", "Where it hurts", "Odds and ends", "Last words")
    text = "".join(f"{number}. {title}\nSome text.\nMore.\n" for number, title in enumerate(titles, start=1))
    assert [each.title for each in read_sections(document(text))] == [
        f"{number}. {title}" for number, title in enumerate(titles, start=1)
    ]


def test_a_wrapped_text_has_no_headings_within_its_paragraphs() -> None:
    sentence = "The analyst measures how people walk and why they fall and tells the ward what would help them most. "
    text = "Overview\n" + textwrap.fill(sentence * 6, 70) + "\nSkills You Will Need\n- Counting\n"
    assert [each.title for each in read_sections(document(text))] == ["Overview", "Skills You Will Need"]


def test_weeks_with_gaps_between_them_are_entries_of_a_diary() -> None:
    text = "\n\n".join(f"# Week {number}: Beds\n\nI counted beds." for number in (1, 4, 9, 14))
    assert {section.kind for section in read(text)} == {"other"}


def test_the_times_of_a_recording_make_no_day() -> None:
    text = "In this episode\n\n00:00 Cold open\n08:15 Money\n17:30 Beds\n38:20 Credits\n"
    assert [section.kind for section in read(text)] == ["other"]


def test_a_roadmap_of_running_text_is_a_section_like_others() -> None:
    text = "# Guide\n\n## The journey\n\nIt took me to many wards and back.\n\n## Pay\n\nEnough.\n"
    assert ("other", "The journey") in kinds(text)


LEG = (
    "{title}\nLeg {n} · {weeks} wksAims\n- Tell larvae apart\n- Read a trap\n"
    "Sources\n- A handbook\nArrived when: you can map {n} wards\n"
)


def test_a_number_with_a_length_below_a_title_belongs_to_that_title() -> None:
    titles = ("Know Your Mosquito", "Put It on a Map", "Predict a Fortnight")
    text = "The way there\n" + "".join(LEG.format(title=title, n=n, weeks=n + 3) for n, title in enumerate(titles, 1))
    phases = [section.part for section in read(text) if section.part]
    assert [(part.number, part.title) for part in phases] == list(enumerate(titles, 1))


def test_the_length_in_a_title_above_phases_makes_it_no_card() -> None:
    legs = "".join(LEG.format(title=title, n=n, weeks=4) for n, title in enumerate(("Rumors", "Reasons"), 1))
    text = f"What You Use\n- QGIS\n- Python\n- BERTopic\nYour runway of 8 months\nOne leg after the other.\n{legs}"
    assert ("Your runway of 8 months", "roadmap") in [(section.title, section.kind) for section in read(text)]


def test_an_hour_in_a_day_is_no_title_whatever_its_words() -> None:
    hours = "7.30 Stand at the handover\n9.00 Look at all shifts\n14.00 Meet the union about rest\n16.00 Sign it\n"
    text = f"AI Ward Planner\nHours of the Trade\n{hours}"
    assert not any(section.title.startswith("14.00") for section in read(text))


def test_parts_are_numbered_through_under_a_page_s_own_name() -> None:
    block = "{0}.\nBlock of {0}\n4 weeksYou will learn\n- Count\nReading\n- A book\nSign-off\na mock visit passes\n"
    text = "Study Plan\nAI Dose Auditor\n" + "".join(map(block.format, "ABC"))
    assert [section.part.number for section in read(text) if section.part] == [1, 2, 3]
