"""The dense index: Chroma, embedded, by cosine. It holds nothing that the store's database could not rebuild."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
import numpy.typing as npt

from vectorstore.errors import StoreDamagedError

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import Metadata, Where

Vectors = npt.NDArray[np.float32]

DISTANCE = "cosine"
# Wider than Chroma's default of 100: candidates should not depend on the order of insertion.
_SEARCH_WIDTH = 200
_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Point:
    """One vector with the document it belongs to; `id` changes with the document, the text and the model."""

    id: str
    document: str


class DenseIndex:
    """One Chroma collection in a folder. Calls are serialised: reopening must not pull it from under a search.

    A Chroma client never sees what another process wrote after it opened; `reopen` does.
    """

    def __init__(self, folder: Path, collection: str) -> None:
        self._folder = folder
        self._name = collection
        self._lock = threading.RLock()
        self._client, self._collection = self._open()

    def reopen(self) -> None:
        """See what other processes wrote."""
        with self._lock:
            self._client.close()
            self._client, self._collection = self._open()

    def close(self) -> None:
        """Release the files."""
        with self._lock:
            self._client.close()

    def count(self) -> int:
        """How many vectors are stored."""
        with self._lock:
            return self._collection.count()

    def ids(self) -> set[str]:
        """The ids of all vectors stored."""
        with self._lock:
            return set(self._collection.get(include=[])["ids"])

    def add(self, points: Sequence[Point], vectors: Vectors) -> None:
        """Store unit `vectors` (points, dimension); a point already there is overwritten."""
        with self._lock:
            for start in range(0, len(points), _BATCH):
                batch = points[start : start + _BATCH]
                metadatas: list[Metadata] = [{"document": point.document} for point in batch]
                self._collection.upsert(
                    ids=[point.id for point in batch],
                    embeddings=vectors[start : start + len(batch)],
                    metadatas=metadatas,
                )

    def delete(self, ids: Sequence[str]) -> None:
        """Forget these ids; unknown ones are ignored."""
        with self._lock:
            for start in range(0, len(ids), _BATCH):
                self._collection.delete(ids=list(ids[start : start + _BATCH]))

    def drop_other_collections(self) -> None:
        """Delete what earlier models left behind."""
        with self._lock:
            for collection in self._client.list_collections():
                if collection.name != self._name:
                    self._client.delete_collection(collection.name)

    def search(self, vector: Vectors, *, k: int, documents: Sequence[str] | None = None) -> Mapping[str, float]:
        """Cosine similarity by id, best first, of the `k` nearest vectors (of `documents`, when given)."""
        where = None if documents is None else cast("Where", {"document": {"$in": list(documents)}})
        with self._lock:
            found = self._collection.query(
                query_embeddings=[vector.tolist()], n_results=k, where=where, include=["distances"]
            )
        distances = found["distances"]
        if distances is None:
            return {}
        return {point: 1.0 - distance for point, distance in zip(found["ids"][0], distances[0], strict=True)}

    def _open(self) -> tuple[Client, Collection]:
        import chromadb
        from chromadb.config import Settings
        from chromadb.errors import ChromaError

        try:
            settings = Settings(anonymized_telemetry=False)
            client = cast("Client", chromadb.PersistentClient(self._folder, settings=settings))
            # Chroma's default distance is squared L2, and an existing collection keeps what it was made with.
            collection = client.get_or_create_collection(
                self._name,
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine", "ef_search": _SEARCH_WIDTH}},
            )
        except (ChromaError, OSError, ValueError) as error:
            raise StoreDamagedError(
                f"the vector index in {self._folder} cannot be opened ({error}): "
                "delete that folder and run `python -m ingest`"
            ) from error
        return client, collection
