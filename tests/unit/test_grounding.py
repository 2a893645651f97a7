"""The gate on small sources made up for each claim; no model is loaded."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from advisor.grounding import Source, Verdict, ground
from advisor.grounding.encoding import Encoded, match
from advisor.grounding.words import read_sentence
from advisor.types import Claim
from vectorstore.types import Fact, Part, Quantity, Span

CAREER = "Clinical Data Analyst"
JUNIOR = (CAREER, "Career ladder", "level 1", "Junior Analyst")
SENIOR = (CAREER, "Career ladder", "level 3", "Senior Analyst")
BASICS = (CAREER, "Roadmap", "phase 1", "Basics of Health Data")
MODELS = (CAREER, "Roadmap", "phase 2", "Predictive Models")

_places = iter(range(0, 10_000_000, 1000))


def source(text: str, *heads: str, document: str = "page") -> Source:
    start = next(_places)
    return Source(Span(document, start, start + len(text)), text, heads)


def verdict(claim: str, *cited: Source, shown: tuple[Source, ...] = (), question: str = "") -> Verdict:
    return ground(Claim(claim, tuple(item.span for item in cited)), cited, shown, question=question)


def stopped_by(result: Verdict) -> set[str]:
    assert not result.supported
    return {check.name for check in result.failed}


PAY = source("0-2 years exp. • $70,000-$95,000/yr", *JUNIOR)
OPEN_PAY = source("12+ years exp. • $200,000-$280,000+/yr", *SENIOR)


@pytest.mark.parametrize(
    "claim",
    [
        "$70,000–$95,000",
        "0–2 years",
        "A junior analyst earns $70k to $95k a year.",
        "The junior analyst earns between $70,000 and $95,000.",
        "Junior analysts start at $70,000.",
        "Junior analysts make up to $95,000.",
        "Junior Analyst – 0–2 years, $70,000–$95,000",
    ],
)
def test_figures_that_stand_in_the_cited_line_pass(claim: str) -> None:
    assert verdict(claim, PAY).supported


@pytest.mark.parametrize(
    "claim",
    [
        "A junior analyst earns $70k to $105k a year.",
        "A junior analyst earns £70k to £95k a year.",
        "A junior analyst earns $70,000 to $95,000 a month.",
        "Junior analysts start at $95,000.",
        "Junior analysts make up to $70,000.",
        "Junior analysts earn more than $95,000.",
        "Junior analysts have 0-2 months of experience.",
        "Junior analysts have three degrees.",
    ],
)
def test_a_changed_value_unit_period_or_end_is_stopped(claim: str) -> None:
    assert "figures" in stopped_by(verdict(claim, PAY))


def test_an_open_end_may_not_be_closed() -> None:
    assert verdict("Senior analysts earn $200,000 to $280,000 or more.", OPEN_PAY).supported
    assert "figures" in stopped_by(verdict("Senior analysts earn $200,000 to $280,000.", OPEN_PAY))


def test_equal_values_in_other_units_pass() -> None:
    assert verdict("It takes one year to learn.", source("Time to learn: 12 months", CAREER)).supported


def test_a_total_of_all_cited_spans_is_recomputed() -> None:
    cited = (source("8 weeks", *BASICS), source("10 weeks", *MODELS))
    assert verdict("The two phases add up to 18 weeks.", *cited).supported
    assert "figures" in stopped_by(verdict("The two phases add up to 19 weeks.", *cited))


def test_another_computed_figure_passes_only_when_it_was_declared() -> None:
    cited = (source("8 weeks", *BASICS), source("10 weeks", *MODELS))
    spans = tuple(item.span for item in cited)
    text = "A phase takes 9 weeks on average."
    assert not ground(Claim(text, spans), cited, (), question="").supported
    assert ground(Claim(text, spans, (Quantity(9, 9, "week"),)), cited, (), question="").supported


def test_a_date_passes_only_when_code_derived_it() -> None:
    cited = source("8 weeks", *BASICS)
    text = "Basics of Health Data (8 weeks): 4 January 2027 to 28 February 2027"
    assert "figures" in stopped_by(verdict(text, cited))
    days = (date(2027, 1, 4), date(2027, 2, 28))
    assert ground(Claim(text, (cited.span,), dates=days), (cited,), (), question="").supported


def test_a_figure_of_the_question_may_be_denied_but_not_asserted() -> None:
    cited = source("Estimated time to job-ready: 8 months.", CAREER)
    question = "Is it really 3 months?"
    assert verdict("It takes 8 months, not 3 months.", cited, question=question).supported
    assert not verdict("It takes 3 months.", cited, question=question).supported


@pytest.mark.parametrize("claim", ["Senior analysts earn $70,000–$95,000.", "Level 3 pays $70,000–$95,000."])
def test_another_level_is_stopped(claim: str) -> None:
    assert "attachment" in stopped_by(verdict(claim, PAY, shown=(OPEN_PAY,)))


@pytest.mark.parametrize("claim", ["The second phase takes 8 weeks.", "The predictive models phase takes 8 weeks."])
def test_another_phase_is_stopped(claim: str) -> None:
    basics, models = source("8 weeks", *BASICS), source("10 weeks", *MODELS)
    assert "attachment" in stopped_by(verdict(claim, basics, shown=(models,)))


def test_the_last_phase_is_the_one_with_no_phase_after_it() -> None:
    basics, models = source("8 weeks", *BASICS), source("10 weeks", *MODELS)
    assert verdict("The last phase takes 10 weeks.", models, shown=(basics,)).supported
    assert "attachment" in stopped_by(verdict("The last phase takes 8 weeks.", basics, shown=(models,)))


def test_figures_swapped_between_two_cited_sources_are_stopped() -> None:
    cited = (source("Difficulty: High", "Nurse Informaticist"), source("Difficulty: Low", "Records Clerk"))
    assert verdict("Difficulty is high for the informaticist and low for the clerk.", *cited).supported
    result = verdict("Difficulty is low for the informaticist and high for the clerk.", *cited)
    assert "attachment" in stopped_by(result)


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("Informaticists take longer to train (12 months) than clerks (8 months).", True),
        ("Clerks take longer to train (8 months) than informaticists (12 months).", False),
        ("Informaticists have harder exams than clerks.", False),
    ],
)
def test_a_comparison_is_recomputed_or_withheld(claim: str, holds: bool) -> None:
    cited = (
        source("It takes 12 months to train.", "Informaticists"),
        source("It takes 8 months to train.", "Clerks"),
    )
    assert verdict(claim, *cited).supported is holds


def test_one_among_several_is_not_the_first_of_all() -> None:
    cited = source("Imaging is one of the most mature applications of AI.")
    assert verdict("Imaging is one of the most mature applications of AI today.", cited).supported
    assert "comparison" in stopped_by(verdict("Imaging is the most mature application of AI.", cited))


@pytest.mark.parametrize(
    "claim",
    [
        "You learn ICD-11 coding with the University of Minnesota.",
        "You learn ICD-10 coding with the University of Michigan.",
        "Stanford's course teaches ICD-10 coding.",
    ],
)
def test_a_name_the_source_does_not_hold_is_stopped(claim: str) -> None:
    cited = source("Course: ICD-10 coding (University of Minnesota)", *BASICS)
    assert stopped_by(verdict(claim, cited)) & {"names", "coverage"}


def test_an_acronym_may_stand_for_its_words() -> None:
    cited = source("Pay in the United States is set by health maintenance organizations.")
    assert verdict("US pay is set by HMOs.", cited).supported


@pytest.mark.parametrize(
    ("stated", "claim"),
    [
        ("AI will not replace physicians.", "AI will replace physicians."),
        ("Coding skills are required.", "Coding skills are not required."),
        ("Coding skills are required.", "Coding skills are optional."),
        ("The role is remote-friendly.", "The role isn't remote-friendly."),
        ("These are common foundations.", "These are uncommon foundations."),
        ("Demand is surging.", "Demand is falling."),
        ("Physicians lead the team of coders.", "Coders lead the team of physicians."),
    ],
)
def test_the_opposite_is_stopped(stated: str, claim: str) -> None:
    assert "polarity" in stopped_by(verdict(claim, source(stated)))


def test_what_a_heading_denies_may_not_be_recommended() -> None:
    cited = source("You prefer roles without programming", CAREER, "May not be right if...")
    assert verdict("It may not suit you if you prefer roles without programming.", cited).supported
    assert "polarity" in stopped_by(verdict("It is right if you prefer roles without programming.", cited))


@pytest.mark.parametrize(
    ("stated", "claim"),
    [
        ("A Master's degree is often sufficient.", "A Master's degree is always sufficient."),
        ("A certificate can strengthen your resume.", "A certificate is guaranteed to strengthen your resume."),
        ("Many specialists changed careers.", "All specialists changed careers."),
        ("Such models may perform poorly.", "Such models will perform poorly."),
    ],
)
def test_a_stronger_claim_than_the_source_is_stopped(stated: str, claim: str) -> None:
    assert "modality" in stopped_by(verdict(claim, source(stated)))


def test_a_shown_sentence_about_the_same_career_can_veto() -> None:
    cited = source("Remote work in hospitals is common for analysts.", CAREER)
    other = source("Remote work in hospitals is not common for analysts.", CAREER)
    result = verdict("Remote work in hospitals is common for analysts these days.", cited, shown=(other,))
    assert "contradiction" in stopped_by(result)


def test_what_is_added_to_a_true_sentence_is_stopped() -> None:
    cited = source("Analysts work on data standards and workflows.")
    assert "coverage" in stopped_by(
        verdict("Analysts work on data standards, workflows and blockchain payrolls.", cited)
    )


@pytest.mark.parametrize("claim", ["", "[1]", "The basics of health data are"])
def test_a_claim_that_says_nothing_is_stopped(claim: str) -> None:
    assert "citation" in stopped_by(verdict(claim, source("8 weeks", *BASICS)))


def test_a_claim_that_cites_nothing_is_stopped() -> None:
    assert "citation" in stopped_by(ground(Claim("Analysts clean data."), (), (), question=""))


def test_a_claim_carried_by_another_shown_source_is_recited_to_it() -> None:
    right = source("Analysts extract and clean data under supervision.", *JUNIOR)
    result = verdict("Analysts extract and clean data under supervision.", PAY, shown=(right,))
    assert result.supported
    assert result.recited == (right.span,)


def test_a_wrong_figure_is_not_looked_for_under_another_level() -> None:
    assert not verdict("They start at $200,000.", PAY, shown=(OPEN_PAY,)).supported


def test_a_claim_that_fails_by_polarity_is_never_recited() -> None:
    cited = source("Coding skills are required here.", CAREER)
    other = source("Coding skills are not required.", CAREER)
    assert not verdict("Coding skills are not required.", cited, shown=(other,)).supported


@given(st.lists(st.sampled_from("pay weeks data care model team risk note".split()), min_size=3, max_size=9))
def test_a_whole_line_of_a_source_always_passes(words: list[str]) -> None:
    text = " ".join(words)
    assert verdict(text, source(f"Heading first.\n{text}\nAnother line.")).supported


@given(st.text(max_size=60), st.text(max_size=60))
@example("oR", "")
def test_any_text_gets_a_verdict(claim: str, stated: str) -> None:
    result = verdict(claim, source(stated + "x"))
    assert result.supported == (not result.failed) or result.recited is not None


def test_a_denied_label_and_a_denied_question_count_as_denials() -> None:
    label = source("Coding: Not required", CAREER, "What it takes")
    assert verdict("You do not have to code.", label).supported
    assert "polarity" in stopped_by(verdict("You have to code.", label))
    answer = source("No. They work beside each other.", CAREER, "Will software replace auditors?")
    assert verdict("Software will not replace auditors.", answer).supported
    assert "polarity" in stopped_by(verdict("Software will replace auditors.", answer))


def test_a_claim_about_one_part_is_held_against_that_part_of_a_long_source() -> None:
    text = "Basics\n8 weeks\nRead charts\nModels\n10 weeks\nTrain networks"
    whole = Span("page", 0, len(text))

    def fact(words: str, number: int, title: str) -> Fact:
        at = text.index(words)
        return Fact("goal", words, Span("page", at, at + len(words)), Part("phase", number, title))

    facts = (fact("8 weeks", 1, "Basics"), fact("Read charts", 1, "Basics"), fact("10 weeks", 2, "Models"))
    roadmap = Source(whole, text, (CAREER, "Roadmap"), facts)
    assert verdict("Phase 1 takes 8 weeks.", roadmap).supported
    assert "figures" in stopped_by(verdict("Phase 2 takes 8 weeks.", roadmap))


def test_the_difference_of_a_comparison_is_not_taken_for_a_side_of_it() -> None:
    cited = (source("12 weeks", *MODELS), source("8 weeks", *BASICS))
    assert verdict("Predictive models take four weeks longer than the basics.", *cited).supported
    assert not verdict("Predictive models take four weeks less time, shorter than the basics.", *cited).supported


def test_what_is_said_of_one_role_may_not_be_said_of_another() -> None:
    cited = source("An engineer may build general models; an analyst checks clinical data for errors.")
    assert verdict("An analyst checks clinical data for errors, an engineer builds general models.", cited).supported
    swapped = verdict("An engineer checks clinical data for errors, an analyst builds general models.", cited)
    assert "attachment" in stopped_by(swapped)


def test_a_career_is_named_only_as_the_cited_spans_name_it() -> None:
    cited = source("The entry barrier is medium.", "Health Records Specialist")
    assert verdict("The records career has a medium entry barrier.", cited).supported
    assert "attachment" in stopped_by(verdict("The imaging career has a medium entry barrier.", cited))


def test_a_middle_rank_is_none_of_the_named_ones() -> None:
    assert verdict("A mid-level analyst cleans data.", source("- Clean the data", CAREER)).supported
    assert "attachment" in stopped_by(verdict("A mid-level analyst earns $70,000 to $95,000.", PAY))


def test_a_bound_on_a_count_stands_in_the_cited_span() -> None:
    cited = source("Practice with 50+ questions.")
    assert verdict("There are more than 50 questions to practice with.", cited).supported
    assert "figures" in stopped_by(verdict("There are fewer than 50 questions to practice with.", cited))


@pytest.mark.parametrize(
    "claim",
    ["Models foretell sepsis.", "Models predict sepsis well before noon."],
)
def test_a_synonym_passes_and_a_new_time_does_not(claim: str) -> None:
    cited = source("Models can predict sepsis well in advance.")
    assert verdict(claim, cited).supported is ("noon" not in claim)


def test_a_negation_without_its_verb_is_read_as_a_word() -> None:
    assert [word.lower for word in read_sentence("N'T").words] == ["n"]


@pytest.mark.parametrize(
    ("stated", "claim"),
    [
        (
            "Models are tested not just for accuracy, but for fairness.",
            "Models are tested for fairness, not for accuracy alone.",
        ),
        ("High growth but less stability.", "Growth is high, but they are less stable."),
        ("AI optimizes bed management.", "AI makes for better bed management."),
        ("There is no single best degree.", "No degree can be called the single best."),
        ("This is one of the most significant challenges.", "This is one of the biggest challenges."),
    ],
)
def test_another_turn_of_phrase_passes(stated: str, claim: str) -> None:
    assert verdict(claim, source(stated)).supported


def test_alone_excludes_what_the_source_adds() -> None:
    cited = source("Models are tested for accuracy and fairness.")
    assert "modality" in stopped_by(verdict("Models are tested for accuracy alone.", cited))


def test_a_question_in_a_heading_states_nothing() -> None:
    cited = source("A: One of the hardest is billing.", CAREER, "What is the biggest challenge?")
    assert "comparison" in stopped_by(verdict("Billing is the biggest challenge.", cited))


MENTORING = source("- Mentoring newer staff", *SENIOR)
MOVING = source("The method has moved from research labs to production wards.", CAREER, "Outlook")
TOOLS = source("R for statistics, and SQL for large databases", CAREER, "Skills")
LIABILITY = source("Rules on liability are still evolving.", CAREER, "Outlook")


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("Newer staff mentor the senior analyst.", MENTORING),
        ("The method has moved from production wards to research labs.", MOVING),
        ("SQL serves for statistics, R for large databases.", TOOLS),
    ],
)
def test_what_changes_places_with_what_it_is_done_to_is_withheld(claim: str, cited: Source) -> None:
    assert stopped_by(verdict(claim, cited)) & {"polarity", "attachment"}


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("Newer staff are mentored by the senior analyst.", MENTORING),
        ("The senior analyst mentors newer staff.", MENTORING),
        ("SQL serves for large databases, R for statistics.", TOOLS),
    ],
)
def test_another_voice_or_order_of_the_same_parts_passes(claim: str, cited: Source) -> None:
    assert verdict(claim, cited).supported


def test_denying_the_opposite_of_what_is_said_passes() -> None:
    assert verdict("Liability is not settled.", LIABILITY).supported


def test_a_condition_that_denies_is_no_denial() -> None:
    cited = source("Vendor training; otherwise study public documents", CAREER, "Resources")
    assert verdict("If vendor training is not open to you, study public documents.", cited).supported


def test_a_part_left_out_is_denied() -> None:
    cited = source("Models learn from records, wearables and social media.", CAREER, "Data")
    assert "polarity" in stopped_by(verdict("Models learn from records; social media is left out.", cited))


def test_a_word_that_only_shades_others_is_not_missing() -> None:
    cited = source("Build dashboards from hospital data.", *BASICS)
    assert verdict("You then partly build dashboards from hospital data.", cited).supported
    assert stopped_by(verdict("You build dashboards from hospital data and novels.", cited)) == {"coverage"}


def test_a_name_spelt_out_is_the_name_it_stands_for() -> None:
    assert verdict("Build machine learning models.", source("Build ML models.", *BASICS)).supported


def test_a_token_of_the_evidence_belongs_to_the_word_nearest_to_it() -> None:
    axes = np.eye(3, dtype=np.float32)
    text = Encoded(np.stack([axes[0], np.array([0.8, 0.6, 0], np.float32)]), ((0, 4), (5, 9)))
    matches = match(text, [axes[:1], axes[2:]])
    assert matches.mean(5, 9) == pytest.approx(0.8)
    assert matches.own(0, 4) == 1
    assert matches.own(5, 9) == 0


def test_a_word_in_a_part_that_the_evidence_holds_weighs_less_than_one_in_a_foreign_part() -> None:
    cited = source("Analysts clean clinical data and report to the hospital board.", CAREER, "Duties")
    assert verdict("Analysts tidy up clinical data and report to the hospital board.", cited).supported
    assert stopped_by(verdict("Analysts clean clinical data and negotiate payroll.", cited)) == {"coverage"}


def test_another_person_of_the_same_kind_is_withheld() -> None:
    cited = source("Networks help radiologists detect anomalies in X-rays.", CAREER, "Imaging")
    assert verdict("Networks help radiologists detect anomalies.", cited).supported
    assert "attachment" in stopped_by(verdict("Networks help cardiologists detect anomalies.", cited))


def test_a_figure_belongs_to_the_ranks_of_its_own_clause() -> None:
    pay = source("Entry-level roles start around $90,000, with seniors and directors commanding over $200,000.", CAREER)
    assert verdict("Directors and seniors command over $200,000.", pay).supported
    assert "attachment" in stopped_by(verdict("Senior roles start around ninety thousand dollars.", pay))


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("Anyone who prefers a non-technical role with no programming may look elsewhere.", True),
        ("If you prefer non-technical roles with no programming, this is not the right fit.", True),
        ("If you prefer non-technical roles with no programming, this is a good fit.", False),
    ],
)
def test_repeating_a_denial_does_not_deny_the_fit(claim: str, holds: bool) -> None:
    cited = source("You prefer non-technical roles with no programming", CAREER, "May not be right if...")
    assert verdict(claim, cited).supported is holds


def test_non_denies_the_next_word_alone() -> None:
    [word] = [word for word in read_sentence("Can non-medical people enter?").words if word.lower == "enter"]
    assert not word.negated


def test_what_is_not_kept_from_happening_is_not_denied() -> None:
    words = read_sentence("Empathy will not keep the role from being automated.").words
    assert not next(word for word in words if word.lower == "automated").negated


def test_an_acronym_may_not_end_in_the_word_that_follows_it() -> None:
    page = source("Builds dashboards.", "Clinical Data Specialist", "Duties")
    assert verdict("A CDS builds dashboards.", page).supported
    assert "names" in stopped_by(verdict("The CDS Specialist builds dashboards.", page))


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("The clinical career scores 9.2, higher than the 9.0 of the genomic one.", True),
        ("The genomic career scores 9.0, higher than the 9.2 of the clinical one.", False),
        ("The genomic career takes 8 months, whereas the clinical one takes longer, 12 months.", True),
        ("The clinical career takes 12 months, whereas the genomic one takes longer, 8 months.", False),
    ],
)
def test_a_comparison_is_recomputed_from_the_figures_beside_it(claim: str, holds: bool) -> None:
    clinical = source("Score 9.2. Takes 12 months.", "Clinical career", "Facts")
    genomic = source("Score 9.0. Takes 8 months.", "Genomic career", "Facts")
    assert verdict(claim, clinical, genomic).supported is holds


def test_over_before_a_duration_that_opens_a_sentence_is_no_bound() -> None:
    cited = source("6 weeks", *BASICS)
    assert verdict("Over six weeks, you cover the basics of health data.", cited).supported
    assert "figures" in stopped_by(verdict("The basics of health data take over six weeks.", cited))


def test_an_open_end_is_the_low_end_of_an_open_range() -> None:
    assert verdict("Senior analysts earn $200,000 upwards.", OPEN_PAY).supported


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("A quarter of the analysts are nurses.", True),
        ("One in three analysts is a nurse.", False),
        ("One in four analysts is a nurse.", True),
    ],
)
def test_a_share_is_the_same_in_any_wording_and_no_other(claim: str, holds: bool) -> None:
    assert verdict(claim, source("One in four analysts is a nurse.", CAREER)).supported is holds


def test_lifting_a_duty_leaves_open_what_it_is_and_needs_evidence_that_does() -> None:
    claim = "You do not have to program."
    assert verdict(claim, source("Programming: Optional", CAREER)).supported
    assert "polarity" in stopped_by(verdict(claim, source("Programming: Required", CAREER)))


def test_a_denial_at_the_end_of_a_clause_denies_the_clause() -> None:
    assert [word.lower for word in read_sentence("Clinics hire, but agencies do not.").words if word.negated] == [
        "agencies",
        "do",
    ]


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Analysts cannot avoid SQL.", "Analysts need SQL"),
        ("SQL and Python, two languages, are needed.", "SQL and Python are needed languages"),
        ("Every day analysts review reports.", "Daily work of analysts: review reports"),
        ("When phase one is over, you know SQL.", "You know SQL at the end of phase one"),
        ("Records do not leave the hospital.", "Records stay in the hospital"),
        ("At two in the afternoon you review reports.", "14.00 – Review reports"),
        ("Data may have to be cleaned again.", "Data may need to be cleaned again"),
    ],
)
def test_a_claim_that_says_the_same_in_another_turn_of_phrase_passes(claim: str, text: str) -> None:
    assert verdict(claim, source(text, CAREER)).supported


def test_the_last_phase_is_known_from_the_page_of_the_cited_span() -> None:
    known = replace(source("Learn regression models", *MODELS), last=(("phase", 2),))
    other = replace(source("Learn to read a chart", *BASICS), last=(("phase", 2),))

    assert verdict("Regression models are learned in the last phase.", known).supported
    assert stopped_by(verdict("You learn to read a chart in the last phase.", other)) == {"attachment"}


def test_what_stands_in_a_section_on_whom_the_career_does_not_suit_is_no_recommendation() -> None:
    line = replace(source("You want regular office hours", CAREER, "Weak match when you..."), kind="non_fit")

    assert "polarity" in stopped_by(verdict("It is for people who want regular office hours.", line))
    assert verdict("It is not for you if you want regular office hours.", line).supported


def test_two_figures_that_end_a_comparison_belong_to_its_sides_in_order() -> None:
    basics, models = source("4 weeks", *BASICS), source("6 weeks", *MODELS)

    assert verdict("Phase 2 is longer than phase 1, six weeks compared with four.", basics, models).supported
    assert "comparison" in stopped_by(
        verdict("Phase 1 is longer than phase 2, four weeks compared with six.", basics, models)
    )


def test_more_than_something_is_held_against_what_the_cited_sentence_exceeds() -> None:
    line = source("The work takes more than coding: it takes judgement", CAREER)

    assert verdict("The work takes more than coding.", line).supported
    assert "comparison" in stopped_by(verdict("The work takes coding more than judgement.", line))


@pytest.mark.parametrize("claim", ["Step 2 takes 10 weeks.", "The second step takes 10 weeks."])
def test_a_phase_may_be_called_a_step(claim: str) -> None:
    cited = source("10 weeks of projects", "Analyst", "Roadmap", "phase 2", "Projects")
    assert verdict(claim, cited).supported
    assert not verdict(claim.replace("2", "3").replace("second", "third"), cited).supported


def test_a_part_may_be_numbered_by_a_letter() -> None:
    cited = source("10 weeks of projects", "Analyst", "Roadmap", "phase 2", "Projects")
    assert verdict("Block B takes 10 weeks.", cited).supported
    assert not verdict("Block C takes 10 weeks.", cited).supported


def test_over_how_many_something_is_spread_is_no_bound() -> None:
    cited = source("The records stand in five systems.", "Analyst")
    assert verdict("The records are spread over five systems.", cited).supported
    assert not verdict("The records stand in over five systems.", cited).supported


def test_more_of_what_the_source_says_there_is_less_of_is_stopped() -> None:
    cited = source("Startups: high growth potential but less stability.", "Analyst")
    assert not verdict("Startups offer more stability than hospitals.", cited).supported


def test_what_becomes_more_so_is_no_comparison() -> None:
    cited = source("The techniques serve model transparency.", "Analyst")
    assert verdict("With the techniques models become more transparent.", cited).supported


def test_a_heading_that_says_whom_it_does_not_suit_may_be_said_in_its_own_words() -> None:
    cited = replace(source("Those who hate numbers", "Analyst", "People who quit within a year"), kind="non_fit")
    assert verdict("Those who hate numbers quit within a year.", cited).supported
    assert not verdict("Those who hate numbers enjoy it.", cited).supported


def test_another_career_of_the_library_is_stopped_though_it_was_not_shown() -> None:
    cited = source("It takes 8 months.", CAREER)
    claim = Claim("It takes 8 months to become a clinical ward planner.", (cited.span,))
    careers = (CAREER, "Clinical Ward Planner")
    assert "attachment" in stopped_by(ground(claim, [cited], (), question="", careers=careers))


def test_the_entry_barrier_is_no_rank() -> None:
    assert verdict("The entry barrier is high.", source("Barrier: High", CAREER)).supported


def test_amounts_of_two_places_may_not_change_places() -> None:
    cited = source("Pay: £60,000 – £120,000 (UK) and €70,000 – €140,000 (EU).", CAREER)
    assert verdict("British pay is £60,000 to £120,000, EU pay is €70,000 to €140,000.", cited).supported
    assert not verdict("EU pay is £60,000 to £120,000, British pay is €70,000 to €140,000.", cited).supported


def test_what_stands_before_a_comma_names_no_part_and_nobody() -> None:
    cited = source("Grasp the basics, from simple alerts to complex models.", *BASICS)
    assert verdict("From plain alerts to complex models, phase one gives you the basics.", cited).supported
    paid = source("Analysts earn $66,000 to $109,000 a year.", CAREER)
    assert verdict("According to the guide, analysts earn $66k to $109k a year.", paid).supported
    assert "attachment" in stopped_by(verdict("In the deployment phase you grasp the basics.", cited))


def test_a_name_may_be_written_as_in_an_address() -> None:
    cited = source("The heart database (physionet.org) for hands-on data", *MODELS)
    assert verdict("For hands-on data there is the heart database on PhysioNet.", cited).supported
    assert "names" in stopped_by(verdict("For hands-on data there is the heart database on HeartNet.", cited))


def test_of_two_figures_set_against_each_other_the_second_is_in_the_unit_of_the_first() -> None:
    cited = source("9 weeks", *BASICS), source("15 weeks", *MODELS)
    assert verdict("The second phase lasts longer than the first: fifteen weeks against nine.", *cited).supported
    assert not verdict("The first phase lasts longer than the second: nine weeks against fifteen.", *cited).supported


def test_what_is_done_at_two_times_may_not_change_places() -> None:
    cited = (
        source("12:00 PM Training and validating models", CAREER, "A day"),
        source("2:00 PM Testing clinical rules in the record", CAREER, "A day"),
    )
    assert verdict("Noon is for training models, and at 2 PM clinical rules are tested.", *cited).supported
    assert not verdict("Noon is for testing clinical rules, and at 2 PM models are trained.", *cited).supported
    assert not verdict("Clinical rules are tested in the record at noon.", *cited).supported


@pytest.mark.parametrize(
    ("text", "kept", "turned"),
    [
        ("Templates that produce charts from speech", "turn speech into charts", "turn charts into speech"),
        ("Pipelines ground outputs in guidelines", "ground outputs in guidelines", "ground guidelines in outputs"),
        ("Patients for testing robots", "use patients to test robots", "use robots to test patients"),
        ("Nurses advise surgeons on ethics", "nurses advise surgeons on ethics", "surgeons advise nurses on ethics"),
    ],
)
def test_what_turns_into_what_is_told_apart_in_any_turn_of_phrase(text: str, kept: str, turned: str) -> None:
    cited = source(text, CAREER)
    assert "polarity" not in {check.name for check in verdict(f"Here {kept}.", cited).failed}
    assert "polarity" in stopped_by(verdict(f"Here {turned}.", cited))


def test_where_something_comes_from_is_not_what_its_figures_range_from() -> None:
    cited = source("Packages often range from the equivalent of $50,000 to $150,000.", CAREER)
    assert verdict("Packages come to the equivalent of $50,000 to $150,000.", cited).supported


def test_a_denial_ends_where_another_verb_begins() -> None:
    words = read_sentence("They do not trust averages and can tell a chief.").words
    assert [word.lower for word in words if word.negated] == ["trust", "averages"]


def test_what_a_source_says_of_a_thing_is_not_the_opposite_of_what_the_thing_is() -> None:
    cited = source("AI accelerates the slow search for drugs.", CAREER)
    assert verdict("AI speeds the search for drugs.", cited).supported
    assert "polarity" in stopped_by(verdict("AI hampers the search for drugs, which is fast.", cited))


def test_what_ends_a_part_is_demanded_of_those_who_finish_it() -> None:
    gate = source("Cut alarms without missing an event", *MODELS)
    assert verdict("To pass phase two, you have to cut alarms without missing an event.", gate).supported
    assert "modality" in stopped_by(verdict("You have to cut alarms without missing an event.", gate))


def test_a_share_of_nothing_named_is_a_share() -> None:
    cited = source("Pay grew by 25 percent.", CAREER)
    assert verdict("Pay grew by a quarter.", cited).supported
    assert "figures" in stopped_by(verdict("Pay grew by a third.", cited))
    assert verdict("A third language helps.", source("A third language helps those who travel.", CAREER)).supported


def test_a_majority_is_borne_out_by_a_share_above_half() -> None:
    cited = source("A diploma is enough in three quarters of the offers.", CAREER)
    assert verdict("A diploma is enough in most offers.", cited).supported
    few = source("A diploma is enough in one quarter of the offers.", CAREER)
    assert "comparison" in stopped_by(verdict("A diploma is enough in most offers.", few))


def test_degrees_are_ranks() -> None:
    cited = source("Pursue a bachelor's degree in a health field.", CAREER)
    assert "attachment" in stopped_by(verdict("Pursue a master's degree in a health field.", cited))


def test_another_span_is_cited_only_where_it_holds_no_less() -> None:
    cited = source("Own the product roadmap for clinical documents", *SENIOR)
    other = source("Annotate clinical documents", *JUNIOR)
    claim = "The junior analyst owns the product roadmap for clinical documents."
    assert not verdict(claim, cited, shown=(other,)).supported
