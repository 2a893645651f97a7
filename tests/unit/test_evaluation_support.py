import pytest

from advisor.evaluation.answers import list_lengths, markers, plain, split_claims, word_count
from advisor.evaluation.figures import find_figures, unsupported_figures
from advisor.evaluation.responses import Quote, Response
from advisor.evaluation.support import citation_precision, citation_recall, judge_claims, misquotes
from vectorstore.types import Span

TEXT = "Junior Analyst\n0-2 years exp. • $70,000-$95,000/yr\nPhase one 8 weeksGoals\nPhase two 10 weeksGoals\n"
TEXTS = {"d": TEXT}


def quote(n: int, text: str) -> Quote:
    start = TEXT.index(text)
    return Quote(n=n, document="d", text=text, start=start, end=start + len(text))


def reply(answer: str, *cited: str) -> Response:
    return Response(id="q", answer=answer, citations=tuple(quote(n, text) for n, text in enumerate(cited, start=1)))


def verdicts(response: Response, *asked: str) -> list[bool]:
    return [claim.supported for claim in judge_claims(response, asked, TEXTS)]


def test_markers_are_read_in_every_form() -> None:
    assert markers("a [1], b [2, 4] and c [6-8] or [1](#src-1)") == (1, 2, 4, 6, 7, 8)
    assert plain("It pays **$70,000** [1].") == "It pays $70,000."


def test_words_are_what_a_reader_reads() -> None:
    assert word_count("- **Two words** [1]\n| a | b |\n|---|---|\n") == 4


def test_a_marker_after_the_full_stop_belongs_to_the_sentence_before_it() -> None:
    claims = split_claims("It pays well. [1] It takes 8 weeks [2]. And more. [3]")
    assert [(claim.text, claim.cites) for claim in claims] == [
        ("It pays well.", (1,)),
        ("It takes 8 weeks.", (2,)),
        ("And more.", (3,)),
    ]


def test_list_items_and_table_rows_are_whole_claims() -> None:
    answer = "The phases are:\n\n1. One. Two. [1]\n- Three [2]\n\n| Phase | Weeks |\n| --- | --- |\n| One | 8 [1] |\n"
    assert [claim.cites for claim in split_claims(answer)] == [(1,), (2,), (1,)]
    assert {1, 2} <= list_lengths(answer)


def test_figures_are_values_with_units() -> None:
    found = [(figure.value, figure.unit) for figure in find_figures("$70k to 95,000, 8 weeksGoals, 15%, phase 4, HL7")]
    assert found == [(70_000, "$"), (95_000, ""), (8, "week"), (15, "%")]


@pytest.mark.parametrize(
    ("claim", "missing"),
    [
        ("It pays $70,000 to $95,000.", []),
        ("It pays 70k.", []),
        ("It pays $71,000.", ["$71,000"]),
        ("Together they take 18 weeks.", []),  # 8 + 10
        ("They differ by 2 weeks.", []),
        ("On average 9 weeks.", []),
        ("Together they take 40 weeks.", ["40 weeks"]),
        ("There are 2 phases.", []),  # a count
    ],
)
def test_a_figure_needs_a_source_or_a_derivation(claim: str, missing: list[str]) -> None:
    cited = ["0-2 years exp. • $70,000-$95,000/yr", "8 weeks", "10 weeks"]
    assert unsupported_figures(claim, cited, counts=[2]) == missing


def test_figures_of_the_question_and_listed_computations_are_carried() -> None:
    assert unsupported_figures("At 5 hours it takes 192 weeks.", [], allowed=["5 hours a week?", "192 weeks"]) == []


def test_a_claim_is_supported_by_the_text_it_cites() -> None:
    assert verdicts(reply("A junior analyst earns $70,000 to $95,000 [1].", "$70,000-$95,000/yr")) == [True]


def test_a_figure_must_stand_in_the_citation_itself() -> None:
    assert verdicts(reply("Phase two takes 10 weeks [1].", "8 weeks")) == [False]


def test_a_claim_that_cites_what_is_not_listed_is_unsupported() -> None:
    [claim] = judge_claims(reply("It takes 8 weeks [7].", "8 weeks"), [], TEXTS)
    assert claim.reason == "cites [7], which the reply does not list"


def test_a_claim_without_citation_is_unsupported_unless_it_says_that_nothing_is_said() -> None:
    assert verdicts(reply("Analysts love their jobs.", "8 weeks")) == [False]
    assert verdicts(reply("The documents say nothing about visas.", "8 weeks")) == []


def test_a_claim_about_something_else_is_unsupported() -> None:
    assert verdicts(reply("Radiologists interpret scans and write reports [1].", "8 weeks")) == [False]


def test_abstentions_make_no_claims() -> None:
    silent = Response(id="q", answer="Visas are not covered. Ask about 5 careers.", kind="abstention", abstained=True)
    assert judge_claims(silent, [], TEXTS) == []


def test_citation_recall_and_precision_agree_with_hand_worked_values() -> None:
    gold = [[Span("d", 0, 10)], [Span("d", 50, 60)]]
    citations = [Span("d", 0, 8), Span("d", 20, 30), Span("d", 58, 80)]
    assert citation_recall(citations, gold) == 0.5  # the third only touches the second gold span
    assert citation_precision(citations, gold) == pytest.approx(2 / 3)
    assert citation_recall([], []) is None
    assert citation_precision([], gold) is None


def test_a_citation_that_is_not_verbatim_is_a_misquote() -> None:
    wrong = Quote(n=1, document="d", text="9 weeks", start=0, end=7)
    assert misquotes(Response(id="q", answer="", citations=(wrong, quote(2, "8 weeks"))), TEXTS) == ["[1] d[0:7]"]
