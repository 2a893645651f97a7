import json
from pathlib import Path

import pytest

from advisor.evaluation.comparison import compare_systems
from advisor.evaluation.environment import record_environment
from advisor.evaluation.errors import AnswersError, BaselineError, EvaluationError, InterruptedRunError
from advisor.evaluation.gate import describe_drops, find_drops, load_baseline, make_baseline, save_baseline
from advisor.evaluation.questions import Question
from advisor.evaluation.report import render_report
from advisor.evaluation.responses import Quote, Response, load_answers
from advisor.evaluation.results import Results, SystemResult, evaluate_system, load_results, save_results
from advisor.evaluation.runner import run_questions

TEXTS = {"d": "Nurses earn $70,000. <script>alert(1)</script>"}
QUESTIONS = [Question(id=f"q{n}", question=f"Pay {n}?", must_include=(("70",),)) for n in range(20)]


class Scripted:
    """Answers from a list of those it gets wrong; notes what it was asked, and may be interrupted."""

    def __init__(self, *wrong: str, stop_at: str | None = None) -> None:
        self.wrong, self.stop_at = wrong, stop_at
        self.asked: list[str] = []

    def __call__(self, question: Question) -> Response:
        if question.id == self.stop_at:
            raise KeyboardInterrupt
        self.asked.append(question.id)
        return Response(id=question.id, answer="80" if question.id in self.wrong else "70")


def run(system: Scripted, path: Path, fingerprint: str = "f") -> list[Response]:
    return run_questions(system, QUESTIONS, path, name="s", fingerprint=fingerprint)


def test_an_interrupted_run_asks_nothing_twice(tmp_path: Path) -> None:
    first, second = Scripted(stop_at="q7"), Scripted()
    with pytest.raises(KeyboardInterrupt):
        run(first, tmp_path / "s.jsonl")
    responses = run(second, tmp_path / "s.jsonl")
    assert first.asked + second.asked == [question.id for question in QUESTIONS]
    assert [response.id for response in responses] == [question.id for question in QUESTIONS]


def test_a_line_cut_short_is_asked_again(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    with pytest.raises(KeyboardInterrupt):
        run(Scripted(stop_at="q2"), path)
    path.write_text(path.read_text()[:-10])
    second = Scripted()
    assert len(run(second, path)) == 20
    assert second.asked[0] == "q1"


def test_an_interrupted_run_of_other_settings_is_not_overwritten(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(Scripted(stop_at="q2"), tmp_path / "s.jsonl")
    with pytest.raises(InterruptedRunError, match="2 answers of an interrupted run"):
        run(Scripted(), tmp_path / "s.jsonl", "other")


def test_a_finished_run_is_asked_anew_and_kept(tmp_path: Path) -> None:
    run(Scripted("q1"), tmp_path / "s.jsonl")
    second = Scripted()
    run(second, tmp_path / "s.jsonl")
    assert len(second.asked) == 20
    assert (tmp_path / "s.previous.jsonl").exists()


def test_a_system_that_fails_on_a_question_is_wrong_on_it(tmp_path: Path) -> None:
    def failing(question: Question) -> Response:
        raise LookupError("no such career")

    responses = run_questions(failing, QUESTIONS[:1], tmp_path / "s.jsonl", name="s", fingerprint="f")
    assert responses[0].error == "LookupError: no such career"
    assert evaluate_system("s", QUESTIONS[:1], responses, TEXTS).scores[0].right is False


def test_the_file_of_a_run_loads_as_answers(tmp_path: Path) -> None:
    responses = run(Scripted("q3"), tmp_path / "s.jsonl")
    assert list(load_answers(tmp_path / "s.jsonl", QUESTIONS).values()) == responses


def test_answers_are_checked_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "answers.jsonl"
    lines = [{"id": "q0", "answer": "70"}, {"id": "q0", "answer": "80"}, {"id": "q1"}, {"id": "q2", "error": "timeout"}]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    with pytest.raises(AnswersError) as caught:
        load_answers(path, QUESTIONS[:4])
    assert [line for line, _ in caught.value.errors] == [2, 3, 4]
    assert "2 question(s) have no answer: q1, q3" in str(caught.value)


def result(*wrong: str, name: str = "s") -> SystemResult:
    system = Scripted(*wrong)
    return evaluate_system(name, QUESTIONS, [system(question) for question in QUESTIONS], TEXTS)


def test_a_comparison_lists_won_and_lost_with_both_answers() -> None:
    found = compare_systems(QUESTIONS, result("q1", "q2", "q3"), result("q3", "q4"))
    assert [change.question.id for change in found.won] == ["q1", "q2"]
    assert [change.question.id for change in found.lost] == ["q4"]
    assert (found.lost[0].before.answer, found.lost[0].after.answer) == ("70", "80")
    right = next(row for row in found.differences if row.measure == "right")
    assert right.difference.mean == pytest.approx(1 / 20)
    assert right.p_value == 1  # 1 lost, 2 won
    assert not right.is_real


def test_runs_over_different_questions_do_not_compare() -> None:
    other = [Question(id="z", question="Else?", must_include=(("70",),))]
    with pytest.raises(EvaluationError, match="share no question"):
        compare_systems(QUESTIONS, result(), result(), before_questions=other)
    changed = [QUESTIONS[0].model_copy(update={"question": "Changed?"}), *QUESTIONS[1:]]
    with pytest.raises(EvaluationError, match="'q0' is not the same"):
        compare_systems(QUESTIONS, result(), result(), before_questions=changed)


def test_the_gate_names_the_questions_lost_and_the_command(tmp_path: Path) -> None:
    environment = record_environment(QUESTIONS, TEXTS)
    save_baseline(tmp_path / "baseline.json", make_baseline(result("q0"), environment))
    baseline = load_baseline(tmp_path / "baseline.json", environment, accept="accept it")
    assert find_drops(baseline, QUESTIONS, result("q0")) == []
    assert find_drops(baseline, QUESTIONS, result("q1")) == []  # one lost, one won
    worse = result("q0", "q1", "q2", "q3", "q4", "q5")
    drops = find_drops(baseline, QUESTIONS, worse)
    assert [drop.measure for drop in drops] == ["right", "nuggets"]
    assert drops[0].lost == ("q1", "q2", "q3", "q4", "q5")
    message = describe_drops(drops, {one.id: one.faults for one in worse.scores}, accept="accept it")
    assert "Right answers fell from 0.950 to 0.700" in message
    assert "q5: none of 70" in message
    assert "run `accept it`" in message


def test_a_baseline_of_another_question_set_is_refused(tmp_path: Path) -> None:
    save_baseline(tmp_path / "baseline.json", make_baseline(result(), record_environment(QUESTIONS, TEXTS)))
    with pytest.raises(BaselineError, match="made from another question set"):
        load_baseline(tmp_path / "baseline.json", record_environment(QUESTIONS[1:], TEXTS), accept="accept it")
    with pytest.raises(BaselineError, match="made from another corpus"):
        load_baseline(tmp_path / "baseline.json", record_environment(QUESTIONS, {"d": "new"}), accept="accept it")
    with pytest.raises(BaselineError, match="no readable baseline"):
        load_baseline(tmp_path / "missing.json", record_environment(QUESTIONS, TEXTS), accept="accept it")


def test_results_read_back_equal(tmp_path: Path) -> None:
    results = Results(record_environment(QUESTIONS, TEXTS), tuple(QUESTIONS), (result("q1"), result(name="t")))
    save_results(tmp_path, results)
    assert load_results(tmp_path) == results


def test_missing_results_say_which_command_makes_them(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="run `python -m advisor evaluate"):
        load_results(tmp_path)


def test_the_environment_is_recorded() -> None:
    environment = record_environment(QUESTIONS, TEXTS, settings={"k": "8"}, models={"embedding": "m"})
    assert environment.versions["python"]
    assert environment.documents == {"d": len(TEXTS["d"])}
    same = record_environment(QUESTIONS, TEXTS, settings={"k": "8"}, models={"embedding": "m"})
    assert environment.fingerprint == same.fingerprint
    assert environment.fingerprint != record_environment(QUESTIONS, TEXTS, settings={"k": "9"}).fingerprint


def test_a_report_escapes_what_comes_from_outside_and_asks_for_nothing() -> None:
    evil = '<img src="https://example.com/x" onerror="alert(1)">'
    question = Question(id="evil", question=evil, must_include=(("70",),), reference=f"70 {evil}")
    cited = Quote(n=1, document="d", text=TEXTS["d"][21:], start=21, end=len(TEXTS["d"]), section=evil)
    response = Response(id="evil", answer=f"{evil} [1]", citations=(cited,), contexts=(cited,), request=evil)
    results = Results(
        record_environment([question], TEXTS),
        (question,),
        tuple(evaluate_system(name, [question], [response], TEXTS) for name in ("advisor", evil)),
    )
    page = render_report(results, TEXTS)
    assert "<script" not in page
    assert "<img" not in page
    assert 'src="http' not in page
    assert "&lt;img" in page
    assert 'href="#q0-cp1"' not in page
    assert 'href="#q0-c1"' in page
    assert "<mark>&lt;script&gt;" in page
