"""Retrieval on the golden questions: `python -m tests.benchmarks.retrieval [--depth 10] [--misses]`.

Prints R@1, R@5 and MRR of the passages that an answer carries, of the retriever alone, of it with parts switched off,
and of the plain LangChain recipe (RecursiveCharacterTextSplitter 1000/200, Chroma, cosine). A passage is relevant when
it covers at least half of a gold span; the measures are those of `advisor.evaluation.ranking`. Half of the questions
avoid the documents' words. Two readers chose the gold spans, the second without seeing the first's; where the second
found that one span answers alone, the spans of both are alternatives.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

from rich.console import Console
from rich.table import Table

from advisor.assembly import assemble
from advisor.evaluation.plain_recipe import PlainRecipe
from advisor.evaluation.questions import Question as AskedQuestion
from advisor.evaluation.questions import locate_gold
from advisor.evaluation.ranking import first_ranks, ranking_scores
from advisor.memory import Memory
from advisor.retrieval import HybridRetriever, RetrievalConfig
from advisor.settings import Settings
from ingest.indexing import index
from vectorstore.embedding import Embedder, load_embedder
from vectorstore.settings import StoreConfig
from vectorstore.store import Store
from vectorstore.types import Span

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = ROOT / "tests" / "quality" / "retrieval.jsonl"
MEASURES = ("R@1", "R@3", "R@5", "RR")
SYSTEMS = {
    "hybrid": RetrievalConfig(),
    "without BM25": RetrievalConfig(bm25=False),
    "without reranker": RetrievalConfig(reranker=False),
    "dense only": RetrievalConfig(bm25=False, reranker=False),
}
Ranking = Callable[[str], list[Span]]


@dataclass(frozen=True, slots=True)
class Golden:
    """A question with the places of each of its gold spans."""

    id: str
    question: str
    gold: list[list[Span]]
    paraphrased: bool


def read_questions(file: Path, texts: Mapping[str, str]) -> list[Golden]:
    """The questions of a file, their gold spans found in the documents.

    Raises:
        ValueError: a gold span stands in none of the documents named.
    """
    questions = []
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold = [
            locate_gold(span if isinstance(span, str) else tuple(span), row["documents"], texts)
            for span in row["gold_spans"]
        ]
        if not all(gold):
            raise ValueError(f"{row['id']}: a gold span stands in none of {row['documents']}")
        questions.append(Golden(row["id"], row["question"], gold, row["paraphrased"]))
    return questions


def score(questions: Sequence[Golden], rank: Ranking, *, misses: Console | None = None) -> list[str]:
    """Cells of a table row: the mean measures over all questions, MRR over paraphrased ones, the median time."""
    scores, times = [], []
    for question in questions:
        started = time.perf_counter()
        ranking = rank(question.question)
        times.append(time.perf_counter() - started)
        ranks = first_ranks(ranking, question.gold)
        scores.append(ranking_scores(ranks, len(ranking)))
        if misses is not None and 1 not in ranks:
            misses.print(f"{question.id} {ranks}: {question.question}")
    paraphrased = [each["RR"] for each, question in zip(scores, questions, strict=True) if question.paraphrased]
    cells = [mean(each[name] for each in scores) for name in MEASURES] + [mean(paraphrased)]
    return [*(f"{cell:.3f}" for cell in cells), f"{median(times) * 1000:.0f} ms"]


def rankings(store: Store, embedder: Embedder, depth: int) -> Iterator[tuple[str, Ranking]]:
    """Every system by name."""
    yield "with an answer", answering(store, embedder)
    for name, config in SYSTEMS.items():
        yield name, _spans(HybridRetriever(store, embedder, config), depth)


def _spans(retriever: HybridRetriever, depth: int) -> Ranking:
    return lambda question: [passage.chunk.span for passage in retriever(question, k=depth)]


def answering(store: Store, embedder: Embedder) -> Ranking:
    """The passages that come with the advisor's answer."""
    advisor = assemble(store, embedder, retrieval=RetrievalConfig(), cache=Settings().understanding.learned)

    def rank(question: str) -> list[Span]:
        reply, _ = advisor.reply(question, Memory())
        return [passage.chunk.span for passage in reply.passages]

    return rank


@contextmanager
def _plain(texts: Mapping[str, str], embedder: Embedder) -> Iterator[Ranking]:
    with PlainRecipe(texts, embedder) as recipe:

        def rank(question: str) -> list[Span]:
            quotes = recipe(AskedQuestion(id="q", question=question)).contexts
            return [Span(quote.document, quote.start or 0, quote.end or 0) for quote in quotes]

        yield rank


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--depth", type=int, default=10, help="passages ranked")
    parser.add_argument("--misses", action="store_true", help="list what the hybrid does not rank first")
    arguments = parser.parse_args()
    console = Console()
    embedder = load_embedder()
    with tempfile.TemporaryDirectory() as folder:
        with Store.open(StoreConfig(path=Path(folder, "store")), embedder, create=True) as store:
            started = time.perf_counter()
            index(store, [ROOT / "corpus"])
            took = time.perf_counter() - started
            texts = {document.id: document.text for document in store.documents()}
            questions = read_questions(QUESTIONS, texts)
            started = time.perf_counter()
            for question in questions:
                embedder.embed_query(question.question)
            each = (time.perf_counter() - started) / len(questions) * 1000
            table = Table(
                title=f"{len(questions)} questions, {len(store.chunks())} chunks, ingested in {took:.1f} s; "
                f"times are without embedding the question ({each:.0f} ms)"
            )
            for heading in ("retriever", *MEASURES, "RR, paraphrased", "median"):
                table.add_column(heading)
            for name, rank in rankings(store, embedder, arguments.depth):
                rank("warm up")
                listed = console if arguments.misses and name == "hybrid" else None
                table.add_row(name, *score(questions, rank, misses=listed))
            with _plain(texts, embedder) as rank:
                table.add_row("plain LangChain recipe", *score(questions, rank))
    console.print(table)


if __name__ == "__main__":
    main()
