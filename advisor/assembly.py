"""The parts of the advisor, put together for one generation of the store and again when it changes."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from advisor.checking import Checker
from advisor.conversation import Advisor, Mind
from advisor.evidence import Gatherer
from advisor.grounding import encoder
from advisor.library import Library
from advisor.operations.places import gazetteer
from advisor.otherwise import Otherwise
from advisor.passages import PassageReader
from advisor.quoting import Quoting
from advisor.retrieval import HybridRetriever, RetrievalConfig
from advisor.searching import PassageSearch
from advisor.sufficiency import Sufficiency
from advisor.typed_answers import TypedAnswers
from advisor.understanding.classifying import Classifier
from advisor.understanding.clause import ClauseReader
from advisor.understanding.linking import Linker
from advisor.understanding.phrasings import load_phrasings
from advisor.understanding.planner import Planner
from advisor.understanding.spelling import Speller
from advisor.writing.builtin import write
from advisor.writing.composition import Author
from vectorstore.embedding import Embedder
from vectorstore.store import Store

# Lowest MaxSim of the best passage at which passages may answer alone; chosen on the tuning questions.
FLOOR = 0.45


class Assembler:
    """Gives the parts for the store's present generation, building them anew only when it has changed."""

    def __init__(
        self,
        store: Store,
        embedder: Embedder,
        *,
        retrieval: RetrievalConfig,
        cache: Path | None = None,
        author: Author | None = None,
    ) -> None:
        self._store = store
        self._embedder = embedder
        self._retriever = HybridRetriever(store, embedder, retrieval)
        self._reader = PassageReader(store, embedder)
        self._k = retrieval.k
        self._phrasings = load_phrasings()
        self._classifier = Classifier(self._phrasings, embedder, cache=cache)
        self._author = author
        self._lock = threading.Lock()
        self._mind: Mind | None = None

    def __call__(self) -> Mind:
        """The parts for the present generation."""
        with self._lock:
            if self._mind is None or self._mind.library.generation != self._store.generation:
                self._mind = self._build()
            return self._mind

    def _build(self) -> Mind:
        library = read_library(self._store)
        gazetteer()  # read now, not while the first question waits for it
        read = ClauseReader(
            library,
            linker=Linker(library.catalogue),
            classifier=self._classifier,
            speller=Speller(library, self._phrasings),
            phrasings=self._phrasings,
        )
        planner = Planner(library, read)
        sufficiency = Sufficiency(library, self._reader, FLOOR)
        quote = Quoting(library, PassageSearch(library, self._retriever, self._k), self._reader, sufficiency)
        answer = TypedAnswers(library, self._reader, self._similarity, quote)
        gatherer = Gatherer(library, answer, quote, sufficiency, Otherwise(library, answer, quote, sufficiency))
        checker = Checker(library, encode=encoder(self._embedder), tokens_of=self._store.token_vectors)
        return Mind(library, planner, gatherer, lambda _, evidence: write(evidence), checker, self._author)

    def _similarity(self, phrase: str, texts: Sequence[str]) -> list[float]:
        """How alike a phrase is to each text: their cosines, in [-1, 1]."""
        query, *others = self._embedder.embed_queries([phrase, *texts])
        return [float(query.vector @ other.vector) for other in others]


def read_library(store: Store) -> Library:
    """What the store holds at present."""
    return Library(
        catalogue=store.catalogue(),
        documents={document.id: document for document in store.documents()},
        chunks=tuple(store.chunks()),
        generation=store.generation,
    )


def assemble(
    store: Store,
    embedder: Embedder,
    *,
    retrieval: RetrievalConfig,
    cache: Path | None = None,
    author: Author | None = None,
) -> Advisor:
    """An advisor over a store, answering from each new generation as soon as it is complete."""
    return Advisor(Assembler(store, embedder, retrieval=retrieval, cache=cache, author=author))
