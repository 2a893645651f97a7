"""The advisor as a system under evaluation: in process, whole or with one of its parts left out."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.batch import context_fields, reply_fields
from advisor.evaluation.errors import CorpusUnreadableError, EvaluationError
from advisor.evaluation.questions import Question
from advisor.evaluation.ranking import CUTOFFS
from advisor.evaluation.responses import ClaimTrace, Response, System
from advisor.operations.deadlines import format_day
from advisor.requests import Request
from advisor.types import Claim, Draft, Evidence, Reply, Table, Turn, Withheld
from vectorstore.profiles import Catalogue
from vectorstore.quantities import format_quantity

if TYPE_CHECKING:
    from advisor.conversation import Advisor, Mind
    from advisor.retrieval import RetrievalConfig
    from advisor.settings import Settings
    from vectorstore.embedding import Embedder
    from vectorstore.store import Store

NAME = "advisor"
ABLATIONS: Mapping[str, str] = {
    "reranker": "candidates keep the order of meaning and words",
    "bm25": "candidates are found by meaning alone",
    "rewriting": "every question is asked with no conversation before it",
    "gate": "claims reach the reader unchecked",
    "profiles": "no typed facts: answers come from passages alone",
}
"""The parts that can be left out by name, and what is left then."""


class AdvisorSystem:
    """A `System` that asks an advisor in process; a conversation's user turns are replayed first, untimed."""

    def __init__(self, advisor: Advisor, *, kept: list[Claim] | None = None, rewriting: bool = True) -> None:
        """Takes the list that the advisor's checker leaves the claims it let through in, if it has one."""
        self._advisor = advisor
        self._kept = kept if kept is not None else []
        self._rewriting = rewriting

    def __call__(self, question: Question) -> Response:
        """The advisor's reply in batch form."""
        turns = [Turn(message.role, message.content) for message in question.messages] if self._rewriting else []
        memory = self._advisor.replay(turns)
        self._kept.clear()
        started = time.perf_counter()
        reply, _ = self._advisor.reply(question.question, memory)
        elapsed_ms = (time.perf_counter() - started) * 1000
        return response_of(question.id, reply, kept=self._kept, latency_ms=elapsed_ms)


def response_of(identity: str, reply: Reply, *, kept: Sequence[Claim] = (), latency_ms: float) -> Response:
    """A reply in batch form, with its request, its claims and those withheld for the report."""
    passed = [ClaimTrace(text=claim.text, checks=("passed",)) for claim in kept if not claim.heading]
    withheld = [
        ClaimTrace(
            text=one.claim.text,
            withheld=True,
            checks=tuple(f"{check.name}: {check.detail}" for check in one.checks if not check.passed),
        )
        for one in reply.withheld
    ]
    return Response.model_validate(
        {
            **reply_fields(reply),
            "id": identity,
            "latency_ms": latency_ms,
            "computed": list(dict.fromkeys(words for claim in kept for words in _derived_words(claim))),
            "claims": [*passed, *withheld],
            "request": _worded(reply),
        }
    )


def _derived_words(claim: Claim) -> list[str]:
    """The figures and dates that code derived for a claim, as its text writes them."""
    return [*map(format_quantity, claim.computed), *map(format_day, claim.dates)]


def _worded(reply: Reply) -> str:
    """The request's operation, facets, careers and parts on one line."""
    request = reply.request
    parts = [f"{part.kind} {part.number if part.number is not None else part.words}" for part in request.parts]
    named = {"facets": request.facets, "careers": request.careers, "parts": parts, "topics": request.topics}
    return "; ".join([request.operation, *(f"{name}: {', '.join(values)}" for name, values in named.items() if values)])


@dataclass(frozen=True, slots=True)
class Bench:
    """What an evaluation stands on: the documents' texts, their careers, the embedder, and advisors over them."""

    texts: Mapping[str, str]
    catalogue: Catalogue
    embedder: Embedder
    build: Callable[[Sequence[str]], System]  # names of `ABLATIONS` to leave out → the advisor
    build_retriever: Callable[[Sequence[str]], System]  # the same → its retriever alone
    settings: Mapping[str, str]
    models: Mapping[str, str]


def open_bench(settings: Settings, *, corpus: Path | None = None, store: Path | None = None) -> Bench:
    """Everything an evaluation needs, over the store of the settings or over `corpus`, ingested into `store` first.

    Raises:
        CorpusUnreadableError: `corpus` cannot be ingested or holds no readable document.
        StoreError: there is no store, or it was built otherwise.
    """
    from vectorstore.embedding import load_embedder
    from vectorstore.store import Store

    if corpus is not None:
        store = store or settings.store.path.with_name(f"{settings.store.path.name}-evaluation")
        ingest_corpus(corpus, store)
        settings = settings.model_copy(update={"store": settings.store.model_copy(update={"path": store})})
    embedder = load_embedder(settings.store.embedding_model)
    opened = Store.open(settings.store, embedder)
    texts = {document.id: document.text for document in opened.documents()}
    if not texts:
        raise CorpusUnreadableError(f"the store {settings.store.path} holds no document: run `python -m ingest` first")
    models = {"embedding": f"{embedder.name} (sha256 {embedder.checksum[:12]})"}
    models["writing"] = settings.model.name or "built-in writer, no language model"
    return Bench(
        texts,
        opened.catalogue(),
        embedder,
        lambda ablations: build_system(settings, opened, embedder, ablations),
        lambda ablations: build_retriever(settings, opened, embedder, ablations),
        _flat(settings),
        models,
    )


def ingest_corpus(corpus: Path, store: Path) -> None:
    """Bring the store at `store` up to date with exactly the documents of `corpus`.

    Another process does it, because the advisor does not depend on ingestion.

    Raises:
        CorpusUnreadableError: nothing could be ingested; the message is ingestion's own.
    """
    if not corpus.exists():
        raise CorpusUnreadableError(f"there is no folder {corpus}; give --corpus a folder of documents")
    command = [sys.executable, "-m", "ingest", str(corpus), "--store", str(store), "--prune"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):  # an earlier version's store: it holds nothing that cannot be made again
        done = subprocess.run([*command, "--rebuild"], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise CorpusUnreadableError(f"the documents in {corpus} could not be read:\n{done.stderr.strip()}")


def check_ablations(names: Sequence[str]) -> None:
    """Refuse a part that cannot be left out.

    Raises:
        EvaluationError: a name is unknown.
    """
    if unknown := [name for name in names if name not in ABLATIONS]:
        raise EvaluationError(f"cannot leave out {', '.join(unknown)}; the parts are {', '.join(ABLATIONS)}")


def build_system(settings: Settings, store: Store, embedder: Embedder, ablations: Sequence[str]) -> AdvisorSystem:
    """The advisor of the settings without the parts named."""
    from advisor.assembly import Assembler
    from advisor.conversation import Advisor

    check_ablations(ablations)
    source = _without_profiles(settings, embedder) if "profiles" in ablations else store
    parts = Assembler(
        source, embedder, retrieval=_reduced(settings.retrieval, ablations), cache=settings.understanding.learned
    )
    kept: list[Claim] = []
    advisor = Advisor(lambda: _recording(_ungated(parts()) if "gate" in ablations else parts(), kept))
    return AdvisorSystem(advisor, kept=kept, rewriting="rewriting" not in ablations)


def build_retriever(settings: Settings, store: Store, embedder: Embedder, ablations: Sequence[str]) -> System:
    """The advisor's retriever alone, asked the question as typed; it answers nothing, so only rankings are scored."""
    from advisor.retrieval import HybridRetriever

    check_ablations(ablations)
    retrieve = HybridRetriever(store, embedder, _reduced(settings.retrieval, ablations))

    def rank(question: Question) -> Response:
        found = retrieve(question.question, k=max(CUTOFFS))
        return Response.model_validate({"id": question.id, "answer": "", "contexts": context_fields(found)})

    return rank


def _reduced(retrieval: RetrievalConfig, ablations: Sequence[str]) -> RetrievalConfig:
    return retrieval.model_copy(update={name: False for name in ("reranker", "bm25") if name in ablations})


def _recording(mind: Mind, kept: list[Claim]) -> Mind:
    """The same parts; the claims that pass the checker are also noted in `kept`."""

    def ground(draft: Draft, evidence: Evidence, request: Request) -> tuple[Draft, tuple[Withheld, ...]]:
        checked, withheld = mind.ground(draft, evidence, request)
        for block in checked.blocks:
            kept.extend([cell for row in block.rows for cell in row] if isinstance(block, Table) else block.claims)
        return checked, withheld

    return replace(mind, ground=ground)


def _ungated(mind: Mind) -> Mind:
    return replace(mind, ground=lambda draft, evidence, request: (draft, ()))


def _without_profiles(settings: Settings, embedder: Embedder) -> Store:
    from vectorstore.store import Store

    class StoreWithoutProfiles(Store):
        """The same documents and chunks, and no career."""

        def catalogue(self) -> Catalogue:
            """No careers."""
            return Catalogue(())

    return StoreWithoutProfiles.open(settings.store, embedder)


def _flat(settings: Settings) -> dict[str, str]:
    """Every option but secrets and places by its dotted name."""
    dumped = settings.model_dump(mode="json", exclude={"web": True, "store": {"path"}, "model": {"key"}})
    return {f"{section}.{name}": str(value) for section, options in dumped.items() for name, value in options.items()}
