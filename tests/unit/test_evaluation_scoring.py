import pytest

from advisor.evaluation.questions import Question
from advisor.evaluation.responses import Quote, Response
from advisor.evaluation.scoring import is_right, nugget_recall, score
from advisor.evaluation.summary import calibrate, conversation_success, summarise

TEXTS = {"d": "Nurses earn $70,000. Nurses work nights."}
PAY = Question(id="pay", question="Pay?", must_include=(("70,?000", "70k"),), must_not_include=("90",), max_words=10)
VISA = Question(id="visa", question="Visa?", answerable=False)
VAGUE = Question(id="vague", question="How long?", clarify=True)


def says(answer: str, **fields: object) -> Response:
    return Response.model_validate({"id": "x", "answer": answer} | fields)


SILENT = says("Not covered.", kind="abstention", abstained=True)
ASKS_BACK = says("Which career?", kind="clarification")


@pytest.mark.parametrize(
    ("question", "response", "right"),
    [
        (PAY, says("They earn **$70,000** [1]."), True),
        (PAY, says("They earn 70K."), True),
        (PAY, says("They earn $80,000."), False),
        (PAY, says("They earn $70,000, or $90,000."), False),
        (PAY, says("word " * 10 + "70k"), False),
        (PAY, says("70k", kind="abstention"), False),
        (PAY, says("", error="crashed"), False),
        (VISA, SILENT, True),
        (VISA, says("Visas are easy."), False),
        (VISA.model_copy(update={"must_include": (("not covered",),)}), says("That is not covered."), True),
        (VAGUE, ASKS_BACK, True),
        (VAGUE, says("12 months."), False),
        (VAGUE.model_copy(update={"must_include": (("12", "which"),)}), says("12 months."), True),
    ],
)
def test_right_is_decided_by_patterns_length_and_kind(question: Question, response: Response, right: bool) -> None:
    assert is_right(question, response) is right


def test_nugget_recall_is_the_share_of_groups_found() -> None:
    question = Question(id="q", question="?", must_include=(("a",), ("b", "c"), ("d",)))
    assert nugget_recall(question, says("A c")) == pytest.approx(2 / 3)
    assert nugget_recall(VISA, SILENT) is None


def test_a_score_holds_only_the_measures_that_apply() -> None:
    values = score(VISA, SILENT, TEXTS).values
    assert values["abstention_recall"] == 1
    assert values["abstention_precision"] == 1
    assert "over_refusal" not in values
    assert "R@5" not in values
    assert "groundedness" not in values


def test_declining_what_is_answerable_is_over_refusal_and_uncited_gold() -> None:
    question = PAY.model_copy(update={"gold_spans": ("$70,000",), "documents": ("d",)})
    values = score(question, SILENT, TEXTS).values
    assert values["over_refusal"] == 1
    assert values["abstention_precision"] == 0
    assert values["citation_recall"] == 0
    assert values["R@5"] == 0


def test_a_question_without_expectation_is_not_scored_as_right_or_wrong() -> None:
    question = Question(id="q", question="Pay?", gold_spans=("$70,000",))
    passage = Quote(document="d", text="Nurses earn $70,000.", start=0, end=20, score=0.9)
    scored = score(question, says("?", contexts=[passage.model_dump()]), TEXTS)
    assert scored.right is None
    assert scored.values["R@1"] == 1
    assert scored.gold_ranks == (1,)


def test_a_citation_without_offsets_is_found_by_its_text() -> None:
    question = Question(id="q", question="Pay?", gold_spans=("$70,000",))
    cited = {"n": 1, "document": "d", "text": "Nurses earn $70,000."}
    assert score(question, says("Nurses earn $70,000 [1].", citations=[cited]), TEXTS).values["cited_gold"] == 1


def test_a_conversation_succeeds_when_every_turn_asked_is_right() -> None:
    turns = [
        Question(id="a1", question="Pay?", must_include=(("70",),)),
        Question(id="a2", question="And nights?", conversation=("Pay?",), must_include=(("yes",),)),
        Question(id="b2", question="Why?", conversation=("Other?",), must_include=(("because",),)),
    ]
    responses = [says("80"), says("yes"), says("because")]
    scores = [score(question, response, TEXTS) for question, response in zip(turns, responses, strict=True)]
    found = conversation_success(list(zip(turns, scores, strict=True)))
    assert found is not None
    assert (found.mean, found.n) == (0.5, 2)


def test_calibration_counts_answerable_above_unanswerable() -> None:
    questions = [PAY, PAY, VISA]
    responses = [
        says("70k", contexts=[{"document": "d", "text": "Nurses", "score": value}]) for value in (0.9, 0.4, 0.4)
    ]
    scores = [score(question, response, TEXTS) for question, response in zip(questions, responses, strict=True)]
    # Of two pairs, one is ordered rightly and one is a tie.
    assert calibrate(questions, responses, scores).auc == 0.75


def test_a_summary_breaks_measures_down() -> None:
    questions = [PAY.model_copy(update={"type": "lookup", "tags": ("x",)}), VISA.model_copy(update={"type": "silence"})]
    responses = [says("70k"), says("Easy.")]
    scores = [score(question, response, TEXTS) for question, response in zip(questions, responses, strict=True)]
    summary = summarise(questions, responses, scores)
    assert summary.measures["right"].mean == 0.5
    assert summary.breakdown["type"]["lookup"]["right"].mean == 1
    assert summary.breakdown["tag"]["x"]["right"].n == 1
    assert summary.breakdown["turn"]["1"]["right"].n == 2
