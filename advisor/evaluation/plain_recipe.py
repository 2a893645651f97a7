"""The yardstick beside every evaluation: the plain LangChain recipe, as its tutorials build it, with no language model.

RecursiveCharacterTextSplitter at 1000/200, the bundled MiniLM, Chroma, the five nearest chunks of the last question,
and of the nearest chunk the two sentences nearest to the question. It knows no conversation.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import numpy as np

from advisor.evaluation.questions import Question
from advisor.evaluation.responses import Quote, Response

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

    from vectorstore.embedding import Embedder

NAME = "plain LangChain recipe"
K = 5
SENTENCES = 2
FLOOR = 0.30
"""Cosine of the nearest chunk below which the recipe abstains; see tests/quality/README.md for how it was chosen."""


class PlainRecipe:
    """A `System` over the given texts; use it as a context manager, its Chroma lives in a temporary folder."""

    def __init__(self, texts: Mapping[str, str], embedder: Embedder) -> None:
        from chromadb.config import Settings
        from langchain_chroma import Chroma
        from langchain_core.documents import Document
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        self._folder = tempfile.TemporaryDirectory(prefix="plain-recipe-", ignore_cleanup_errors=True)
        self._embedder = embedder
        self._texts = texts
        splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200, add_start_index=True)
        chunks = splitter.split_documents(
            [Document(text, metadata={"document": document}) for document, text in texts.items() if text.strip()]
        )
        self._store = Chroma(
            "plain-recipe",
            _embeddings(embedder),
            persist_directory=str(Path(self._folder.name)),
            client_settings=Settings(anonymized_telemetry=False, is_persistent=True),
            collection_metadata={"hnsw:space": "cosine"},
        )
        if chunks:
            self._store.add_documents(chunks)

    def __enter__(self) -> PlainRecipe:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove the temporary folder."""
        self._folder.cleanup()

    def __call__(self, question: Question) -> Response:
        """The two nearest sentences of the nearest chunk, cited; an abstention below `FLOOR`."""
        started = time.perf_counter()
        found = self._store.similarity_search_with_score(question.question, k=K) if question.question.strip() else []
        contexts = tuple(
            Quote(
                n=rank,
                document=str(document.metadata["document"]),
                text=document.page_content,
                start=int(document.metadata["start_index"]),
                end=int(document.metadata["start_index"]) + len(document.page_content),
                score=1.0 - distance,
            )
            for rank, (document, distance) in enumerate(found, start=1)
        )
        if not contexts or (contexts[0].score or 0.0) < FLOOR:
            citations: tuple[Quote, ...] = ()
            answer = "The documents do not cover this."
        else:
            citations = self._best_sentences(question.question, contexts[0], contexts[0].start or 0)
            answer = " ".join(f"{quote.text} [{quote.n}]" for quote in citations)
        return Response(
            id=question.id,
            answer=answer,
            abstained=not citations,
            kind="answer" if citations else "abstention",
            standalone_question=question.question,
            citations=citations,
            contexts=contexts,
            latency_ms=(time.perf_counter() - started) * 1000,
        )

    def _best_sentences(self, question: str, passage: Quote, offset: int) -> tuple[Quote, ...]:
        spans = sentence_spans(passage.text)
        vectors = self._embedder.embed_texts([passage.text[start:end] for start, end in spans]).vectors
        scores = vectors @ self._embedder.embed_query(question).vector
        best = sorted(int(index) for index in np.argsort(-scores)[:SENTENCES])
        return tuple(
            Quote(
                n=n,
                document=passage.document,
                text=passage.text[slice(*spans[index])],
                start=offset + spans[index][0],
                end=offset + spans[index][1],
            )
            for n, index in enumerate(best, start=1)
        )


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Offsets of the sentences and lines of a text, without surrounding space; none for blank text."""
    cuts = [0, *(match.end() for match in re.finditer(r"(?<=[.!?])\s+|\n+", text)), len(text)]
    spans: list[tuple[int, int]] = []
    for start, end in pairwise(cuts):
        piece = text[start:end]
        if piece.strip():
            offset = start + len(piece) - len(piece.lstrip())
            spans.append((offset, offset + len(piece.strip())))
    return spans


def _embeddings(embedder: Embedder) -> Embeddings:
    from langchain_core.embeddings import Embeddings

    class Bundled(Embeddings):
        """The project's embedder as LangChain asks for one."""

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            """One unit vector a text, in order."""
            return [[float(value) for value in vector] for vector in embedder.embed_texts(texts).vectors]

        def embed_query(self, text: str) -> list[float]:
            """The unit vector of a query."""
            return [float(value) for value in embedder.embed_query(text).vector]

    return Bundled()
