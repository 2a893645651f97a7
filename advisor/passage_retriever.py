"""The retriever as a LangChain runnable, for chains that expect one."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from advisor.retrieval import HybridRetriever
from vectorstore.store import Store
from vectorstore.types import Passage


class PassageRetriever(BaseRetriever):
    """A LangChain retriever: each document is a passage whose metadata say where exactly it stands.

    `metadata`: document, document_title, start, end, section, kind, career, chunk and score.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    retriever: HybridRetriever
    store: Store
    k: int = 5

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [self._document(passage) for passage in self.retriever(query, k=self.k)]

    def _document(self, passage: Passage) -> Document:
        chunk = passage.chunk
        return Document(
            page_content=chunk.text,
            metadata={
                "document": chunk.span.document,
                "document_title": self.store.document(chunk.span.document).title,
                "start": chunk.span.start,
                "end": chunk.span.end,
                "section": chunk.title,
                "kind": chunk.kind,
                "career": chunk.career,
                "chunk": chunk.id,
                "score": passage.score,
            },
        )
