import json
from pathlib import Path

import pytest

from advisor.evaluation.errors import EvaluationError, QuestionSetError
from advisor.evaluation.questions import Question, load_questions, questions_checksum, write_questions

TEXTS = {"nurse": "Nurses earn $70,000 a year.\nNurses work nights.", "coder": "Coders earn $90,000 a year."}


def write(path: Path, *lines: object) -> Path:
    path.write_text("".join(line if isinstance(line, str) else json.dumps(line) + "\n" for line in lines))
    return path


def errors_of(path: Path) -> list[tuple[int, str]]:
    with pytest.raises(QuestionSetError) as caught:
        load_questions(path, TEXTS)
    return list(caught.value.errors)


def test_a_sound_set_loads_in_order(tmp_path: Path) -> None:
    path = write(
        tmp_path / "set.jsonl",
        {"id": "a", "question": "Pay?", "must_include": [["70,?000", "70k"]], "reference": "$70,000"},
        "\n",
        {"id": "b", "question": "And nights?", "conversation": ["Pay?", {"role": "assistant", "content": "$70,000"}]},
    )
    questions = load_questions(path, TEXTS)
    assert [question.id for question in questions] == ["a", "b"]
    assert questions[1].user_turns == ("Pay?", "And nights?")
    assert questions[1].turn == 2


def test_every_malformed_line_is_named_with_its_number(tmp_path: Path) -> None:
    path = write(
        tmp_path / "set.jsonl",
        {"id": "a", "question": "Pay?"},
        "{not json\n",
        {"id": "b"},
        {"id": "c", "question": "Pay?", "musst_include": []},
    )
    assert [line for line, _ in errors_of(path)] == [2, 3, 4]


def test_a_pattern_that_does_not_compile_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path / "set.jsonl", {"id": "a", "question": "Pay?", "must_include": [["(70"]]})
    [(line, message)] = errors_of(path)
    assert line == 1
    assert "'(70' does not compile" in message


def test_a_reference_that_fails_its_own_patterns_is_an_error(tmp_path: Path) -> None:
    path = write(
        tmp_path / "set.jsonl",
        {"id": "a", "question": "Pay?", "must_include": [["70"]], "reference": "$90,000"},
        {"id": "b", "question": "Pay?", "must_not_include": ["90"], "reference": "$90,000"},
        {"id": "c", "question": "Pay?", "max_words": 2, "reference": "one two three"},
    )
    assert [line for line, _ in errors_of(path)] == [1, 2, 3]


def test_a_gold_span_that_is_not_verbatim_in_its_document_is_an_error(tmp_path: Path) -> None:
    path = write(
        tmp_path / "set.jsonl",
        {"id": "a", "question": "Pay?", "gold_spans": ["earn $70,000"], "documents": ["nurse"]},
        {"id": "b", "question": "Pay?", "gold_spans": ["earn $70,000"], "documents": ["coder"]},
        {"id": "c", "question": "Pay?", "gold_spans": ["earn  $70,000"]},
    )
    assert [line for line, _ in errors_of(path)] == [2, 3]


def test_a_document_that_the_corpus_lacks_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path / "set.jsonl", {"id": "a", "question": "Pay?", "documents": ["pilot"]})
    [(_, message)] = errors_of(path)
    assert "['pilot']" in message
    assert "['coder', 'nurse']" in message


def test_an_id_used_twice_names_the_line_of_the_first(tmp_path: Path) -> None:
    path = write(tmp_path / "set.jsonl", {"id": "a", "question": "1"}, {"id": "a", "question": "2"})
    assert errors_of(path) == [(2, "id 'a' already stands on line 1")]


def test_an_empty_set_is_an_error(tmp_path: Path) -> None:
    assert errors_of(write(tmp_path / "set.jsonl", "\n")) == [(1, "the file holds no question")]


def test_an_unreadable_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="cannot read the question set"):
        load_questions(tmp_path / "missing.jsonl")


def test_a_written_set_reads_back_equal(tmp_path: Path) -> None:
    questions = [
        Question(
            id="a", question="Wie viel?", conversation=("Hallo",), must_include=(("70",),), gold_spans=("$70,000",)
        ),
        Question(id="b", question="?", answerable=False, max_words=40, tags=("x",)),
    ]
    write_questions(tmp_path / "set.jsonl", questions)
    read = load_questions(tmp_path / "set.jsonl", TEXTS)
    assert read == questions
    assert questions_checksum(read) == questions_checksum(questions)
