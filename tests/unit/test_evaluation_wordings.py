import pytest

from advisor.evaluation.environment import record_environment
from advisor.evaluation.questions import Question
from advisor.evaluation.report import render_report
from advisor.evaluation.responses import Response
from advisor.evaluation.results import Results, evaluate_system
from advisor.evaluation.scoring import score
from advisor.evaluation.session import accept_command
from advisor.evaluation.wordings import Wordings, compare_wordings


def ask(*answers: str, pattern: str = "70", family: str = "pay") -> list[tuple[Question, Response]]:
    return [
        (
            Question(id=f"{family}-{n}", question=f"Wording {n}?", family=family, must_include=((pattern,),)),
            Response(id=f"{family}-{n}", answer=answer, abstained=not answer),
        )
        for n, answer in enumerate(answers, start=1)
    ]


def compare(*asked: tuple[Question, Response]) -> Wordings | None:
    questions, responses = [one for one, _ in asked], [one for _, one in asked]
    return compare_wordings(questions, responses, [score(q, r, {}) for q, r in asked])


def test_answers_agree_by_their_figures_and_not_by_their_words() -> None:
    found = compare(*ask("It pays $70,000–$95,000. [1]", "1. Between 70,000 and 95,000 dollars [1][2]"))
    assert found is not None
    assert (found.agreement.mean, found.all_right.mean, found.differing) == (1.0, 1.0, ())


def test_the_wording_with_other_figures_is_named_with_what_it_got() -> None:
    found = compare(*ask("$70,000.", "$70,000.", "$70,000 and $95,000."), *ask("5 weeks.", "5 weeks.", family="weeks"))
    assert found is not None
    assert found.agreement.mean == pytest.approx(4 / 5)
    (differing,) = found.differing
    assert (differing.family, differing.figures[2]) == ("pay", ("pay-3", ("70,000", "95,000")))


def test_one_wrong_wording_makes_the_whole_question_wrong() -> None:
    found = compare(*ask("$70,000.", "$70,000.", "$80,000."), *ask("$70,000.", "$70,000.", family="other"))
    assert found is not None
    assert found.all_right.mean == 0.5


def test_a_reply_that_declines_agrees_with_no_other() -> None:
    found = compare(*ask("$70,000.", "$70,000.", ""))
    assert found is not None
    assert found.agreement.mean == pytest.approx(2 / 3)
    silent = compare(*ask("", ""))
    assert silent is not None
    assert silent.agreement.mean == 0.0


def test_questions_of_one_family_that_want_different_answers_are_not_compared() -> None:
    assert compare(*ask("$70,000.", family="pay")[:1], *ask("5 weeks.", pattern="5", family="pay")[:1]) is None


def test_the_report_shows_which_wordings_differ() -> None:
    asked = ask("$70,000.", "$70,000.", "$99,000.")
    questions, responses = [one for one, _ in asked], [one for _, one in asked]
    result = evaluate_system("s", questions, responses, {})
    environment = record_environment(questions, {}, settings={}, models={})
    page = render_report(Results(environment, tuple(questions), (result,)), {})
    assert "Right in every wording" in page
    assert "99,000" in page[page.index("get other figures in other words") :]


def test_the_accepting_command_repeats_every_option_of_the_run() -> None:
    command = accept_command(["--corpus", "my corpus", "--ablate", "bm25", "--retrieval"])
    assert command == "python -m advisor evaluate --corpus 'my corpus' --ablate bm25 --retrieval --accept"
