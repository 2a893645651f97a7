from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.requests import PartReference
from advisor.understanding.linking import Linker
from tests.quality.linking import CASES, catalogue, outcomes
from vectorstore.profiles import Catalogue, build_catalogue, career_id
from vectorstore.types import CareerProfile, Fact, Part, Quantity, Span

DOCUMENTATION = "ai-clinical-documentation-specialist"
SUPPORT = "ai-clinical-decision-support-specialist"


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(catalogue())


def test_careers_are_found_and_topics_left_alone() -> None:
    cases = outcomes(CASES)
    right = sum(len(case.wanted & case.found) for case in cases)
    assert right / sum(len(case.found) for case in cases) >= 0.97
    assert right / sum(len(case.wanted) for case in cases) >= 0.95
    assert sum(bool(case.found) for case in cases if not case.wanted) <= 1


def test_a_misspelled_short_form_is_still_its_career(linker: Linker) -> None:
    assert linker.link("docmentation role").careers == (DOCUMENTATION,)


@pytest.mark.parametrize("text", ["the doc role", "docu job, pay?", "docum vs CDS"])
def test_the_beginning_of_a_name_is_the_career_beside_a_word_for_one(linker: Linker, text: str) -> None:
    assert linker.link(text).careers[0] == DOCUMENTATION


@pytest.mark.parametrize("text", ["docs or CDS", "CDS or doc, which is safer"])
def test_the_beginning_of_a_name_is_the_career_beside_another_to_choose_from(linker: Linker, text: str) -> None:
    assert set(linker.link(text).careers) == {DOCUMENTATION, SUPPORT}


@pytest.mark.parametrize(
    "text", ["how long is the CDS course", "the shortest CDS phase", "what does each CDS phase take"]
)
def test_a_course_or_a_phase_singled_out_is_a_careers(linker: Linker, text: str) -> None:
    assert linker.link(text).careers == (SUPPORT,)


@pytest.mark.parametrize("text", ["my new role", "see the doc about it", "the med role"])
def test_the_beginning_of_other_words_names_no_career(linker: Linker, text: str) -> None:
    assert not linker.link(text).careers


def test_a_level_title_names_its_career_and_level(linker: Linker) -> None:
    [mention] = linker.link("What does the Director of Clinical AI Documentation do?").mentions
    assert mention.career_id == DOCUMENTATION
    assert mention.part == PartReference("level", 4, "Director of Clinical AI Documentation")


def test_an_acronym_that_a_page_states_beats_one_made_of_initials(linker: Linker) -> None:
    assert linker.link("CDS pay").careers == (SUPPORT,)


def test_words_shared_by_two_careers_are_ambiguous(linker: Linker) -> None:
    links = linker.link("salary of the patient role")
    assert not links.mentions
    assert len(links.ambiguous[0].career_ids) == 2


def test_a_career_the_user_has_is_not_the_one_asked_about(linker: Linker) -> None:
    links = linker.link("I am a clinical documentation specialist, what could I do next")
    assert not links.mentions
    assert [mention.career_id for mention in links.own] == [DOCUMENTATION]


def test_an_occupation_nobody_describes_is_told(linker: Linker) -> None:
    assert linker.link("how do I become a prompt engineer?").unknown == "prompt engineer"


def test_a_background_is_no_unknown_career(linker: Linker) -> None:
    assert linker.link("I'm an ICU nurse who can't code; which suits me?").unknown is None


def test_a_role_that_a_document_describes_is_not_unknown() -> None:
    facts = (Fact("related_role", "x", Span("d", 0, 1), part=Part("role", 1, "Data Scientist")),)
    known = build_catalogue([CareerProfile("d", "AI Specialist", (), facts)])
    assert Linker(known).link("what does a data scientist do").unknown is None


def test_an_empty_catalogue_links_nothing() -> None:
    assert Linker(Catalogue(())).link("salary of the documentation role").mentions == ()


def test_masking_writes_mentions_with_their_article_as_it(linker: Linker) -> None:
    text = "What does an AI Clinical Documentation Specialist earn in the CDS role?"
    assert linker.masked(text, linker.link(text)) == "What does it earn in it?"


def test_the_remainder_holds_neither_career_nor_part(linker: Linker) -> None:
    text = "phase 2 of the documentation role"
    assert linker.remainder(text, linker.link(text)) == "of the"


@given(st.text(st.characters(exclude_categories=("No", "Cs")), max_size=200))
def test_mentions_lie_inside_the_text_in_order(text: str) -> None:
    known = Linker(build_catalogue([CareerProfile("d", "AI Clinical Documentation Specialist", ("Scribe",), ())]))
    links = known.link(text)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in links.mentions)
    assert [mention.start for mention in links.mentions] == sorted(mention.start for mention in links.mentions)
    known.masked(text, links)
    known.remainder(text, links)


def _ladder() -> CareerProfile:
    titles = ("Junior Scribe", "AI Scribe", "Senior Scribe", "Director of Scribes")
    years = ((0, 2), (2, 4), (4, 7), (7, 10))
    facts = [
        Fact("experience", Quantity(low, high, "year"), Span("d", n, n + 1), part=Part("level", n, title))
        for n, (title, (low, high)) in enumerate(zip(titles, years, strict=True), start=1)
    ]
    phases = ("Foundations", "Python and Text", "EHR Integration & FHIR APIs")
    facts += [
        Fact("phase_title", title, Span("d", 20 + n, 21 + n), part=Part("phase", n, title))
        for n, title in enumerate(phases, start=1)
    ]
    return CareerProfile("d", "AI Scribe", (), tuple(facts))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("how long is phase 2", [("phase", 2)]),
        ("phases 1 to 3", [("phase", 1), ("phase", 2), ("phase", 3)]),
        ("phase one and phase three", [("phase", 1), ("phase", 3)]),
        ("the first two phases", [("phase", 1), ("phase", 2)]),
        ("the last phase", [("phase", -1)]),
        ("the FHIR phase", [("phase", 3)]),
        ("what's after the python phase", [("phase", 2)]),
        ("which phase is longest", []),
        ("step 3", [("step", 3)]),
        ("senior pay", [("level", 3)]),
        ("at entry level", [("level", 1)]),
        ("the top level", [("level", -1)]),
        ("what do directors do", [("level", 4)]),
        ("compare junior to director", [("level", 1), ("level", 4)]),
        ("pay at 6 years", [("level", None)]),
        ("with 4 years of experience", [("level", None)]),
        ("somebody in year six", [("level", None)]),
        ("tell us about pay", []),
        ("pay in the US", [("region", None)]),
        ("salary in South Africa", [("region", None)]),
    ],
)
def test_parts_are_found_by_number_title_and_experience(text: str, expected: list[tuple[str, int | None]]) -> None:
    known = build_catalogue([_ladder()])
    parts = [mention.reference for mention in Linker(known).parts(text, known.careers[0])]
    assert [(part.kind, part.number) for part in parts] == expected


@pytest.mark.parametrize("text", ["lay out the training for me, stage by stage", "a study plan, phase by phase"])
def test_words_before_a_pause_name_no_phase(text: str) -> None:
    known = build_catalogue([_ladder()])
    assert Linker(known).parts(text, known.careers[0]) == ()


def test_a_region_goes_by_the_name_documents_use() -> None:
    [mention] = Linker(Catalogue(())).parts("what do they get in the uk?")
    assert mention.reference.words == "United Kingdom"


def test_an_occupation_that_only_one_career_has_names_it_where_nothing_else_does() -> None:
    names = ("AI Health Coach Designer", "AI Care Flow Designer")
    linker = Linker(build_catalogue(CareerProfile(name, name, (), ()) for name in names))
    assert linker.link("what does the coach job pay").careers == (career_id(names[0]),)
    assert not linker.link("what does the designer job pay").careers


def test_the_noun_of_several_careers_may_mean_any_of_them() -> None:
    names = ("AI Fracture Liaison Coordinator", "AI Home Oxygen Coordinator", "AI Burn Assessor")
    linker = Linker(build_catalogue([CareerProfile(name, name, (), ()) for name in names]))
    links = linker.link("what does the coordinator earn")
    assert [each.career_ids for each in links.ambiguous] == [tuple(map(career_id, names[:2]))]
    assert links.unknown is None
    assert linker.link("what does the florist earn").ambiguous == ()


def test_a_name_without_its_first_word_is_the_one_career_of_its_noun() -> None:
    names = ("AI Organ Allocation Modeler", "AI Burn Assessor")
    linker = Linker(build_catalogue([CareerProfile(name, name, (), ()) for name in names]))
    assert linker.link("what does the allocation modeler earn").careers == (career_id(names[0]),)
