"""Learns which point of a document answers: `python -m tests.quality.fit_relevance`.

Writes `advisor/query_adapter.npz` and `advisor/relevance.toml` from the questions that the writers of the documents of
`fixtures/documents/tune` ask of them; an example is a question with the points that hold its gold spans. First the
documents are halved by name, each half is judged by what the other teaches, and what that foretells of documents not
met is printed; the model of relevance learns from points so ranked. What is written learns from both halves.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from advisor.assembly import assemble
from advisor.passages import OWN_SHARE, PASSAGE_SHARE, PassageReader, Point
from advisor.points import may_answer, points_of
from advisor.query_adapter import Adapt, QueryAdapter, count_alike
from advisor.relevance import Signals, signals_of
from advisor.requests import Request
from advisor.retrieval import HybridRetriever, RetrievalConfig
from advisor.searching import POOL
from advisor.showing import near_best
from advisor.types import Turn
from ingest.indexing import index
from tests.quality.reading import DOCUMENTS, SUFFIX
from vectorstore.embedding import Embedder, load_embedder
from vectorstore.settings import StoreConfig
from vectorstore.store import Store
from vectorstore.types import Passage, Span

ADVISOR = Path(__file__).parents[2] / "advisor"
# Of ranks 8 to 64 the best by cross-validation, with these; two more epochs learn the examples by heart.
RANK, EPOCHS, RATE, DECAY, BATCH = 16, 3, 0.002, 0.01, 16
SHRINK = 0.7  # of what was learned: it ranks unmet documents as well as all of it, and further ones better
_SHARPNESS = 3.5  # of the softmax over points at the start, as a power of e; it is learned
_INVERSE_RIDGE = 0.3
_SEED = 0

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Page:
    """The points of one document as rows of its token vectors."""

    name: str
    tokens: torch.Tensor  # (t, d)
    rows: torch.Tensor  # of the tokens of all points, point by point
    points: torch.Tensor  # the point that each of these rows belongs to
    head_rows: torch.Tensor
    heads: torch.Tensor  # the chunk that each of these rows belongs to
    chunks: torch.Tensor  # the chunk that each token belongs to
    chunk_of: torch.Tensor  # the chunk of each point


@dataclass(frozen=True)
class Example:
    """A question of a document, as it was understood, with what answers it; nothing where the document is silent."""

    page: Page
    request: Request
    passages: tuple[Passage, ...]
    gold: tuple[Span, ...]
    tokens: torch.Tensor
    answers: torch.Tensor  # the numbers of the points that hold a gold span


class Ranker(torch.nn.Module):
    """The adapter while it learns: `advisor.passages` scores points in the same way."""

    def __init__(self, dimension: int) -> None:
        super().__init__()
        self.down = torch.nn.Parameter(torch.randn(dimension, RANK) * 0.02)
        self.up = torch.nn.Parameter(torch.zeros(RANK, dimension))
        self.salience = torch.nn.Parameter(torch.zeros(dimension))
        self.sharpness = torch.nn.Parameter(torch.tensor(_SHARPNESS))

    def forward(self, example: Example) -> torch.Tensor:
        """The score of every point of the page."""
        page, tokens = example.page, example.tokens
        weights = torch.softmax(tokens @ self.salience, 0)
        turned = torch.nn.functional.normalize(tokens + tokens @ self.down @ self.up, dim=1)
        similarities = turned @ page.tokens.T
        points, chunks = len(page.chunk_of), int(page.chunks.max()) + 1
        inside = _best(similarities[:, page.rows], page.points, points)
        in_head = _best(similarities[:, page.head_rows], page.heads, chunks)[:, page.chunk_of]
        of_chunk = _best(similarities, page.chunks, chunks)[:, page.chunk_of]
        own = (1 - OWN_SHARE) * (weights @ torch.maximum(inside, in_head)) + OWN_SHARE * (weights @ inside)
        return (1 - PASSAGE_SHARE) * own + PASSAGE_SHARE * (weights @ of_chunk)


def _best(similarities: torch.Tensor, groups: torch.Tensor, count: int) -> torch.Tensor:
    """The greatest similarity of each token with any row of each group: (tokens, count)."""
    start = torch.full((len(similarities), count), -1.0)
    return start.scatter_reduce(1, groups.expand(len(similarities), -1), similarities, "amax", include_self=False)


def collect(folder: Path, embedder: Embedder) -> Iterator[Example]:
    """Every question of the tuning documents, each asked over a store of its document alone, kept in `folder`."""
    for expectation in sorted((DOCUMENTS / "tune").glob(f"*{SUFFIX}")):
        name = expectation.name.removesuffix(SUFFIX)
        document = next(path for path in expectation.parent.glob(f"{name}.*") if path != expectation)
        with Store.open(StoreConfig(path=folder / name), embedder, create=True) as store:
            index(store, [document])
            page, spans = _page(name, store, embedder)
            if not spans:
                continue
            advisor = assemble(store, embedder, retrieval=RetrievalConfig(), cache=StoreConfig().path)
            retrieve = HybridRetriever(store, embedder)
            for question in json.loads(expectation.read_text(encoding="utf-8"))["questions"]:
                before = [Turn(each["role"], each["text"]) for each in question.get("conversation", ())]
                request = advisor.reply(question["question"], advisor.replay(before))[0].request
                tokens = embedder.embed_query(request.wording).tokens
                gold = tuple(_gold(question, store)) if question["answerable"] else ()
                answers = [number for number, span in enumerate(spans) if any(span.overlaps(each) for each in gold)]
                # Gold that stands in no point, a title's for one, teaches nothing.
                if len(tokens) and bool(answers) == question["answerable"]:
                    passages = tuple(retrieve(request.wording, k=POOL))
                    yield Example(page, request, passages, gold, torch.tensor(tokens), torch.tensor(answers))


def _page(name: str, store: Store, embedder: Embedder) -> tuple[Page, list[Span]]:
    """The document of a store as the ranker reads it, and the spans of its points."""
    chunks = store.chunks()
    vectors = store.token_vectors([chunk.id for chunk in chunks])
    rows: list[list[int]] = []
    heads: list[list[int]] = []
    sizes: list[int] = []
    chunk_of: list[int] = []
    spans: list[Span] = []
    for number, chunk in enumerate(chunks):
        begin, head = sum(sizes), len(chunk.head) + 1
        offsets = embedder.token_offsets(f"{chunk.head}\n{chunk.text}")[: len(vectors[chunk.id])]
        heads.append([begin + row for row, (start, _) in enumerate(offsets) if start < head])
        for start, end in points_of(chunk):
            held = [begin + row for row, (at, _) in enumerate(offsets) if start + head <= at < end + head]
            if held and may_answer(chunk, start, end):
                rows.append(held)
                chunk_of.append(number)
                spans.append(chunk.span.part(start, end))
        sizes.append(len(offsets))
    tokens = np.concatenate([vectors[chunk.id][:size] for chunk, size in zip(chunks, sizes, strict=True)])
    return Page(
        name,
        torch.tensor(tokens),
        *_grouped(rows),
        *_grouped(heads),
        torch.repeat_interleave(torch.tensor(sizes)),
        torch.tensor(chunk_of),
    ), spans


def _grouped(groups: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """All members one behind another, and the number of the group that each is of."""
    sizes = torch.tensor([len(group) for group in groups], dtype=torch.long)
    return torch.tensor([each for group in groups for each in group], dtype=torch.long), torch.repeat_interleave(sizes)


def _gold(question: Mapping[str, Any], store: Store) -> Iterator[Span]:
    """Where the gold spans of a question stand, whatever their white space."""
    for document in store.documents():
        for text in question.get("gold_spans", ()):
            for found in re.finditer(r"\s+".join(map(re.escape, text.split())), document.text):
                yield Span(document.id, found.start(), found.end())


def fit_adapter(examples: Sequence[Example]) -> QueryAdapter:
    """The adapter under which the points that answer come first; its scale is fitted to unturned scores."""
    torch.manual_seed(_SEED)
    generator = np.random.default_rng(_SEED)
    answered = [each for each in examples if len(each.answers)]
    ranker = Ranker(answered[0].tokens.shape[1])
    vectors = [ranker.down, ranker.up, ranker.salience]
    optimizer = torch.optim.AdamW(
        [{"params": vectors, "lr": RATE, "weight_decay": DECAY}, {"params": [ranker.sharpness], "lr": 5 * RATE}]
    )
    for _ in range(EPOCHS):
        for seen, number in enumerate(generator.permutation(len(answered)), start=1):
            scores = ranker(answered[number]) * torch.exp(ranker.sharpness)
            loss = torch.logsumexp(scores, 0) - torch.logsumexp(scores[answered[number].answers], 0)
            (loss / BATCH).backward()  # type: ignore[no-untyped-call]  # torch's own
            if seen % BATCH == 0:
                optimizer.step()
                optimizer.zero_grad()
    with torch.no_grad():
        ranker.down.mul_(SHRINK)
        turned = np.median([float(ranker(each).max()) for each in answered])
        plain = np.median([float(Ranker(len(ranker.salience))(each).max()) for each in answered])
    down, up, salience = (vector.detach().numpy() for vector in vectors)
    return QueryAdapter(down, up, salience, float(plain / turned))


def rank_signals(examples: Sequence[Example], adapt: Adapt, folder: Path, embedder: Embedder) -> list[Judged]:
    """For each question that has any point: how the best one looks, and whether it, or one near it, answers."""
    judged: list[Judged] = []
    for name in dict.fromkeys(each.page.name for each in examples):
        with Store.open(StoreConfig(path=folder / name), embedder) as store:
            read = PassageReader(store, embedder, adapt)
            for example in (each for each in examples if each.page.name == name):
                if points := read.points(example.request.wording, example.passages, telling=example.request.specific):
                    first, near = (
                        any(_holds(each, example) for each in told) for told in (points[:1], near_best(points))
                    )
                    judged.append(Judged(name, signals_of(example.request, points, example.passages), first, near))
    return judged


def _holds(point: Point, example: Example) -> bool:
    return any(sentence.span.overlaps(span) for sentence in point.sentences for span in example.gold)


@dataclass(frozen=True)
class Judged:
    """The signals of the best point of a question, whether it answers and whether one told with it does."""

    page: str
    signals: Signals
    first: bool
    near: bool


def fit_relevance(judged: Sequence[Judged]) -> tuple[float, Floats]:
    """The bias and the weights of the signals under which what is told answers."""
    values = _table(judged)
    mean, spread = values.mean(axis=0), values.std(axis=0)
    model = LogisticRegression(C=_INVERSE_RIDGE, max_iter=3000).fit((values - mean) / spread, [j.near for j in judged])
    weights = model.coef_[0] / spread
    return float(model.intercept_[0] - mean @ weights), weights


def _table(judged: Sequence[Judged]) -> Floats:
    return np.array([list(asdict(each.signals).values()) for each in judged], float)


def report(judged: Sequence[Judged]) -> None:
    """What cross-validation over documents foretells of relevance."""
    answers = np.array([each.near for each in judged])
    model = make_pipeline(StandardScaler(), LogisticRegression(C=_INVERSE_RIDGE, max_iter=3000))
    folds, pages = GroupKFold(8), [each.page for each in judged]
    found = cross_val_predict(model, _table(judged), answers, groups=pages, cv=folds, method="predict_proba")[:, 1]
    say(f"relevance: area under the ROC curve {roc_auc_score(answers, found):.3f} of {len(judged)} questions")
    for least in (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9):
        told = found >= least
        say(f"relevance: of {told.sum()} from {least} on {answers[told].mean():.3f} answer")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    embedder = load_embedder()
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        examples = list(collect(folder, embedder))
        names = list(dict.fromkeys(each.page.name for each in examples))
        judged: list[Judged] = []
        for half in (names[::2], names[1::2]):
            own, others = (
                [each for each in examples if (each.page.name in half) is within] for within in (True, False)
            )
            adapter = fit_adapter(others)
            for kind, adapt in (("as they are", count_alike), ("adapted", adapter)):
                ranked = rank_signals(own, adapt, folder, embedder)
                first = sum(each.first for each in ranked) / sum(bool(each.gold) for each in own)
                say(f"tokens {kind}: the best point of {len(own)} questions answers {first:.3f} of the answerable")
            judged += ranked
        report(judged)
        adapter, (bias, weights) = fit_adapter(examples), fit_relevance(judged)
    np.savez_compressed(
        ADVISOR / "query_adapter.npz",
        down=adapter.down,
        up=adapter.up,
        salience=adapter.salience,
        scale=np.float32(adapter.scale),
    )
    lines = ["# Written by `python -m tests.quality.fit_relevance`, which says what the numbers are.\n"]
    lines += [f"\nbias = {bias:.4f}\n\n[weights]\n"]
    lines += [f"{field.name} = {weight:.4f}\n" for field, weight in zip(fields(Signals), weights, strict=True)]
    (ADVISOR / "relevance.toml").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
