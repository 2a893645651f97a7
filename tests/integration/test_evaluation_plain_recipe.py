from pathlib import Path

import pytest

from advisor.evaluation.plain_recipe import PlainRecipe, sentence_spans
from advisor.evaluation.questions import Question
from vectorstore.embedding import load_embedder

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.mark.slow
def test_the_plain_recipe_answers_with_exact_quotations_or_abstains() -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in CORPUS.glob("*.txt")}
    with PlainRecipe(texts, load_embedder()) as recipe:
        answered = recipe(Question(id="a", question="What does a junior clinical AI analyst earn?"))
        silent = recipe(Question(id="b", question="Best pizza dough hydration?"))
        empty = recipe(Question(id="c", question=" "))
    assert answered.kind == "answer"
    assert len(answered.contexts) == 5
    for quote in (*answered.citations, *answered.contexts):
        assert quote.span is not None
        assert texts[quote.document][quote.span.start : quote.span.end] == quote.text
    assert (silent.kind, empty.kind) == ("abstention", "abstention")


def test_sentence_spans_are_exact_and_leave_out_blank_space() -> None:
    text = " One. Two!\n\n Three "
    assert [text[start:end] for start, end in sentence_spans(text)] == ["One.", "Two!", "Three"]
