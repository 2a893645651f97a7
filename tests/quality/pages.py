"""Asks documents their own questions: `python -m tests.quality.pages [tune|held_out] [NAME…] [--missed]`.

Every fixture document comes with questions by its writer. Each document gets a store that holds nothing else, and its
questions are asked there, behind the turns before them. An answer is right when every group of patterns is found in it
and nothing forbidden; a question that the document does not answer is met by silence. Held-out documents are only ever
summed up.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from advisor.assembly import assemble
from advisor.conversation import Advisor
from advisor.retrieval import RetrievalConfig
from advisor.types import Abstention, Turn
from ingest.indexing import index
from tests.quality.reading import DOCUMENTS, SUFFIX
from vectorstore.embedding import Embedder, load_embedder
from vectorstore.settings import StoreConfig
from vectorstore.store import Store


def main(arguments: Sequence[str]) -> None:
    """Print how many answers are right, and how often the advisor was silent where it should be and where not."""
    half, *names = [each for each in arguments if not each.startswith("--")] or ["tune"]
    showing = "--missed" in arguments and half != "held_out"
    embedder, counted = load_embedder(), Counter[str]()
    for expectation in sorted((DOCUMENTS / half).glob(f"*{SUFFIX}")):
        name = expectation.name.removesuffix(SUFFIX)
        if names and not any(each in name for each in names):
            continue
        document = next(path for path in expectation.parent.glob(f"{name}.*") if path != expectation)
        questions = json.loads(expectation.read_text(encoding="utf-8"))["questions"]
        for question, right, silent in _ask(document, questions, embedder):
            kind = "answerable" if question["answerable"] else "unanswerable"
            counted.update({"asked": 1, "right": right, kind: 1, f"silent {kind}": silent})
            if showing and not right:
                sys.stdout.write(f"{name}: {question['question']}\n")
    sys.stdout.write(f"right {counted['right']}/{counted['asked']} ({counted['right'] / counted['asked']:.1%})\n")
    sys.stdout.write(f"silent where it should be {counted['silent unanswerable']}/{counted['unanswerable']}\n")
    sys.stdout.write(f"silent where it should not {counted['silent answerable']}/{counted['answerable']}\n")


def _ask(
    document: Path, questions: Sequence[Mapping[str, Any]], embedder: Embedder
) -> Iterator[tuple[Mapping[str, Any], bool, bool]]:
    """Each question over a store of one document, with whether the reply is right and whether it is a silence."""
    with TemporaryDirectory() as folder, Store.open(StoreConfig(path=Path(folder)), embedder, create=True) as store:
        index(store, [document])
        # What is learned from the example questions is kept where the advisor keeps it.
        advisor = assemble(store, embedder, retrieval=RetrievalConfig(), cache=StoreConfig().path)
        for question in questions:
            yield question, *_judged(advisor, question)


def _judged(advisor: Advisor, question: Mapping[str, Any]) -> tuple[bool, bool]:
    """Whether the reply is right, and whether it is a silence."""
    before = [Turn(each["role"], each["text"]) for each in question.get("conversation", ())]
    reply, _ = advisor.reply(question["question"], advisor.replay(before))
    silent = isinstance(reply, Abstention)
    found = all(any(re.search(each, reply.text, re.I) for each in group) for group in question.get("must_include", ()))
    wrong = any(re.search(each, reply.text, re.I) for each in question.get("must_not_include", ()))
    return (found if question["answerable"] else silent) and not wrong, silent


if __name__ == "__main__":
    main(sys.argv[1:])
