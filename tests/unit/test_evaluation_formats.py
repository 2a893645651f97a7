import json
from pathlib import Path

import pytest

from advisor.evaluation.benchmarks import read_mtrag, read_squad
from advisor.evaluation.coverage import is_reached, make_probes, make_questions, measure_coverage
from advisor.evaluation.errors import EvaluationError, QuestionSetError
from advisor.evaluation.formats import read_feedback, read_paraphrases, write_out
from advisor.evaluation.judge import REPEATS, cohens_kappa, judge_answer, judge_system
from advisor.evaluation.questions import Question, load_questions
from advisor.evaluation.responses import Response
from advisor.evaluation.results import evaluate_system
from vectorstore.profiles import build_catalogue
from vectorstore.types import CareerProfile, Fact, Part, Quantity, Span

CONTEXT = "Oxygen was named in 1777. It is a gas. Lavoisier (Paris) named it."


def squad(path: Path) -> Path:
    impossible = {"id": "s2", "question": "Who sold it?", "answers": [], "is_impossible": True}
    named = {"text": "Lavoisier (Paris)", "answer_start": CONTEXT.index("Lavoisier")}
    asked = {"id": "s1", "question": "Who named it?", "answers": [named], "is_impossible": False}
    article = {"title": "Oxygen: a gas", "paragraphs": [{"context": CONTEXT, "qas": [asked, impossible]}]}
    path.write_text(json.dumps({"version": "v2.0", "data": [article]}))
    return path


def test_squad_answers_become_patterns_and_their_sentences_gold_spans(tmp_path: Path) -> None:
    questions, texts = read_squad(squad(tmp_path / "squad.json"))
    assert texts == {"Oxygen: a gas": CONTEXT}
    assert questions[0].must_include == ((r"Lavoisier\s+\(Paris\)",),)
    assert questions[0].gold_spans == ("Lavoisier (Paris) named it.",)
    assert (questions[1].answerable, questions[1].must_include) == (False, ())


def test_each_wording_becomes_a_question_of_one_family(tmp_path: Path) -> None:
    path = tmp_path / "paraphrases.jsonl"
    line = {"id": "pay", "split": "tune", "wordings": ["What is the pay?", "wage?"], "must_include": [["70"]]}
    path.write_text(json.dumps(line) + "\n")
    questions = read_paraphrases(path)
    assert [(question.id, question.question) for question in questions] == [
        ("pay-1", "What is the pay?"),
        ("pay-2", "wage?"),
    ]
    assert {(question.family, question.type, question.tags) for question in questions} == {
        ("pay", "paraphrase", ("tune",))
    }
    assert {question.must_include for question in questions} == {(("70",),)}


@pytest.mark.parametrize(
    "line", ['{"id": "pay", "wordings": ["one"], "must_include": [["70"]]}', '{"id": "pay", "wordings": ["a", "b"]}']
)
def test_a_question_in_one_wording_or_without_patterns_is_named_by_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "paraphrases.jsonl"
    path.write_text(f"\n{line}\n")
    with pytest.raises(QuestionSetError, match="jsonl:2: "):
        read_paraphrases(path)


def test_a_converted_set_loads_over_its_own_corpus(tmp_path: Path) -> None:
    path, corpus = write_out(tmp_path, *read_squad(squad(tmp_path / "squad.json")))
    texts = {file.stem: file.read_text() for file in corpus.iterdir()}
    assert list(texts) == ["oxygen-a-gas"]
    assert [question.id for question in load_questions(path, texts)] == ["s1", "s2"]


def test_what_is_no_squad_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("[]")
    with pytest.raises(EvaluationError, match="not a SQuAD"):
        read_squad(tmp_path / "x.json")


def mtrag(path: Path) -> Path:
    tasks = [
        {
            "conversation_id": "c",
            "task_id": "c::2",
            "contexts": [{"document_id": "p1", "text": "Oxygen is a gas."}],
            "input": [
                {"speaker": "user", "text": "What is oxygen?"},
                {"speaker": "agent", "text": "A gas."},
                {"speaker": "user", "text": "Who named it?"},
            ],
            "targets": [{"speaker": "agent", "text": "Lavoisier."}],
            "Question Type": ["Factoid"],
            "Answerability": ["ANSWERABLE"],
            "Multi-Turn": float("nan"),
        },
        {
            "conversation_id": "c",
            "task_id": "c::3",
            "contexts": [],
            "input": [{"speaker": "user", "text": "Its price?"}],
            "answerability": ["UNANSWERABLE"],
            "Multi-Turn": ["Follow-up"],
        },
    ]
    path.write_text("".join(json.dumps(task) + "\n" for task in tasks))
    return path


def test_mtrag_tasks_keep_conversation_answerability_and_gold(tmp_path: Path) -> None:
    [named, price], texts = read_mtrag(mtrag(tmp_path / "tasks.jsonl"))
    assert [(message.role, message.content) for message in named.messages] == [
        ("user", "What is oxygen?"),
        ("assistant", "A gas."),
    ]
    assert (named.question, named.turn, named.type, named.reference) == ("Who named it?", 2, "Factoid", "Lavoisier.")
    assert named.gold_spans == ("Oxygen is a gas.",)
    assert texts == {"p1": "Oxygen is a gas."}
    assert (price.answerable, price.tags) == (False, ("UNANSWERABLE", "Follow-up"))


def test_mtrag_judgements_and_corpus_replace_the_contexts(tmp_path: Path) -> None:
    (tmp_path / "dev.tsv").write_text("query-id\tcorpus-id\tscore\nc::2\tp9\t1\nc::2\tp1\t0\n")
    (tmp_path / "corpus.jsonl").write_text('{"_id": "p9", "text": "Lavoisier named it."}\n{"_id": "p1", "text": "x"}\n')
    [named, _], texts = read_mtrag(mtrag(tmp_path / "t.jsonl"), tmp_path / "dev.tsv", tmp_path / "corpus.jsonl")
    assert named.documents == ("p9",)
    assert set(texts) == {"p1", "p9"}


def test_a_malformed_judgement_is_named_by_its_line(tmp_path: Path) -> None:
    (tmp_path / "dev.tsv").write_text("query-id\tcorpus-id\tscore\nc::2\tp9\n")
    with pytest.raises(QuestionSetError, match=r"dev.tsv:2: wanted query-id"):
        read_mtrag(mtrag(tmp_path / "t.jsonl"), tmp_path / "dev.tsv")


def test_feedback_becomes_a_draft_set(tmp_path: Path) -> None:
    path = tmp_path / "feedback.jsonl"
    path.write_text(
        '{"question": "Pay?", "conversation": ["Hi"], "answer": "90", "rating": "down", "comment": "It is 70"}\n'
    )
    [draft] = read_feedback(path)
    assert (draft.draft, draft.tags, draft.reference) == (True, ("draft", "rated down"), "It is 70")
    assert not draft.has_expectation


TEXT = "Summary. Phase one: Basics, 8 weeks. Learn to read charts. Pay $70,000-$95,000."
FIRST = Part("phase", 1, "Basics")


def fact_at(stated: str) -> Span:
    return Span("d", TEXT.index(stated), TEXT.index(stated) + len(stated))


PROFILE = CareerProfile(
    "d",
    "Chart Reader",
    ("CR",),
    (
        Fact("phase_weeks", Quantity(8, 8, "week"), fact_at("8 weeks"), FIRST),
        Fact("goal", "Learn to read charts.", fact_at("Learn to read charts."), FIRST),
        Fact("pay", Quantity(70_000, 95_000, "USD", per="year"), fact_at("$70,000-$95,000")),
    ),
)


def test_every_fact_is_asked_for_in_three_wordings_once() -> None:
    probes, unasked = make_probes(build_catalogue([PROFILE]))
    assert [probe.fact.attribute for probe in probes] == ["phase_weeks", "goal"]
    assert unasked == ["pay"]  # no level to name
    assert all(len(probe.questions) == 3 for probe in probes)
    assert "How many weeks does phase 1 of the Chart Reader roadmap take?" in probes[0].questions
    assert len(make_questions(probes + probes)) == 6


def test_coverage_reports_what_cannot_be_reached() -> None:
    probes, unasked = make_probes(build_catalogue([PROFILE]))
    answers = {
        text: Response(id="x", answer="It takes 8 weeks." if index else "You learn to read charts in 10 weeks.")
        for probe in probes
        for index, text in enumerate(probe.questions)
    }
    found = measure_coverage(probes, unasked, answers, {"d": TEXT})
    assert found.facts == 2
    assert found.reached == {"wording 1": 0.5, "wording 2": 0.5, "wording 3": 0.5, "all wordings": 0}
    assert [(miss.attribute, miss.stated) for miss in found.misses][:1] == [("phase_weeks", "8 weeks")]
    assert found.by_attribute == {"phase_weeks": (1, 0.0), "goal": (1, 0.0)}


def test_a_range_is_reached_by_both_ends_only() -> None:
    pay = PROFILE.facts[2]
    assert is_reached(pay, Response(id="x", answer="$70,000–$95,000"), {"d": TEXT})
    assert not is_reached(pay, Response(id="x", answer="$70,000 and up"), {"d": TEXT})
    assert not is_reached(pay, Response(id="x", answer="$70,000–$95,000", kind="abstention"), {"d": TEXT})


class Script:
    """Says its lines in order and fails when asked once more than it has."""

    def __init__(self, *lines: str) -> None:
        self.lines = list(lines)
        self.prompts: list[str] = []

    def __call__(self, prompt: str) -> str:
        self.prompts.append(prompt)
        return self.lines.pop(0)


ASKED = Question(id="q", question="Pay?", must_include=(("70",),), reference="It is 70.", gold_spans=("pays 70",))
GIVEN = Response(id="q", answer="70 [1]")


def test_a_judge_sees_both_positions_and_repetitions() -> None:
    judge = Script(*["1: RIGHT\n2: RIGHT"] * (2 * REPEATS))
    assert judge_answer(judge, ASKED, GIVEN) is True
    assert judge.lines == []
    assert judge.prompts[0].index("Answer 1:\n70") < judge.prompts[0].index("Answer 2:\nIt is 70.")
    assert judge.prompts[1].index("Answer 1:\nIt is 70.") < judge.prompts[1].index("Answer 2:\n70")


def test_a_judge_that_follows_the_position_has_no_verdict() -> None:
    assert judge_answer(Script(*["1: RIGHT\n2: WRONG"] * (2 * REPEATS)), ASKED, GIVEN) is None


def test_a_judge_that_does_not_keep_to_the_form_is_an_error() -> None:
    with pytest.raises(EvaluationError, match="Both are fine"):
        judge_answer(Script("Both are fine."), ASKED, GIVEN)


def test_agreement_with_the_patterns_is_reported() -> None:
    questions = [ASKED, ASKED.model_copy(update={"id": "r"})]
    responses = [GIVEN, Response(id="r", answer="80")]
    result = evaluate_system("s", questions, responses, {"d": "pays 70"})
    agree = Script(*["1: RIGHT\n2: RIGHT"] * (2 * REPEATS), *["1: WRONG\n2: RIGHT", "1: RIGHT\n2: WRONG"] * REPEATS)
    found = judge_system("scripted", agree, questions, result)
    assert found.verdicts == {"q": True, "r": False}
    assert (found.agreement, found.kappa, found.unstable) == (1.0, 1.0, 0)


def test_kappa_agrees_with_a_hand_worked_value() -> None:
    # Agreement 3/4; by chance 3/4 * 1/2 + 1/4 * 1/2 = 1/2.
    assert cohens_kappa([(True, True), (True, True), (True, False), (False, False)]) == pytest.approx(0.5)
    assert cohens_kappa([(True, True)]) is None
