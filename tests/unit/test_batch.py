from __future__ import annotations

import json
from typing import cast

import pytest

from advisor.batch import BatchQuestion, Malformed, answer_questions, read_questions, to_line
from advisor.conversation import Advisor
from advisor.types import Turn
from tests.browser.scripted import ScriptedAdvisor


def read_one(line: str | bytes) -> BatchQuestion | Malformed:
    [(_, question)] = read_questions([line.encode() if isinstance(line, str) else line])
    return question


def test_a_bare_string_in_a_conversation_is_a_turn_of_the_user() -> None:
    line = '{"id": 1, "question": "Pay?", "conversation": ["Hi", {"role": "assistant", "content": "Hello"}]}'
    question = read_one(line)
    assert isinstance(question, BatchQuestion)
    assert question.turns() == [Turn("user", "Hi"), Turn("assistant", "Hello")]


def test_fields_it_does_not_know_are_left_alone() -> None:
    assert isinstance(read_one('{"id": "a", "question": "Pay?", "must_include": []}'), BatchQuestion)


def test_a_byte_order_mark_is_no_part_of_the_question() -> None:
    assert isinstance(read_one(b'\xef\xbb\xbf{"id": "a", "question": "Pay?"}'), BatchQuestion)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("not json", "not JSON (Expecting value)"),
        ("[1]", 'wanted is an object: {"id": …, "question": …}'),
        ('{"question": "Pay?"}', "id: field required"),
        ('{"id": 1}', "question: field required"),
        ('{"id": 1, "question": 5}', "question: input should be a valid string"),
        (
            '{"id": 1, "question": "?", "conversation": [7]}',
            "conversation.0: wanted is a string, or an object with role and content",
        ),
        (
            '{"id": 1, "question": "?", "conversation": [{"role": "system", "content": ""}]}',
            "conversation.0.role: input should be 'user' or 'assistant'",
        ),
        (b'{"id": 1, "question": "\xff"}', "not UTF-8 (byte 24 of the line)"),
        ("[" * 100_000, "not JSON (nested too deeply)"),
    ],
)
def test_a_malformed_line_says_what_is_wrong_with_it(line: str | bytes, reason: str) -> None:
    question = read_one(line)
    assert isinstance(question, Malformed)
    assert question.reason == reason


def test_lines_are_counted_from_one_and_empty_ones_passed_over() -> None:
    assert [number for number, _ in read_questions([b"", b"x", b"  ", b"y"])] == [2, 4]


def answers(*lines: str) -> list[dict[str, object]]:
    advisor = cast(Advisor, ScriptedAdvisor())
    return [json.loads(to_line(fields)) for fields in answer_questions(advisor, [line.encode() for line in lines])]


def test_an_answer_carries_every_field_and_its_citations_are_spans_of_the_document() -> None:
    [fields] = answers('{"id": "q", "question": "What does a senior earn?"}')
    assert list(fields) == [
        "id",
        "answer",
        "abstained",
        "kind",
        "standalone_question",
        "citations",
        "contexts",
        "latency_ms",
    ]
    documents = {document.id: document.text for document in ScriptedAdvisor().documents()}
    citations = fields["citations"]
    assert isinstance(citations, list)
    for citation in citations:
        assert documents[citation["document"]][citation["start"] : citation["end"]] == citation["text"]


def test_an_abstention_is_marked() -> None:
    [fields] = answers('{"id": "q", "question": "Do I need a visa?"}')
    assert (fields["kind"], fields["abstained"]) == ("abstention", True)


def test_one_bad_line_and_one_failing_question_leave_the_others_answered(caplog: pytest.LogCaptureFixture) -> None:
    good = '{"id": "good", "question": "What does a senior earn?"}'
    first, second, third = answers("nonsense", '{"id": "bad", "question": "outside the script"}', good)
    assert first == {"id": None, "line": 1, "error": "not JSON (Expecting value)"}
    assert (second["id"], second["line"]) == ("bad", 2)
    assert third["kind"] == "answer"
    assert "outside the script" in caplog.text
