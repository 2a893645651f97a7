"""Kills ingest again and again and looks at what is left: `python -m tests.integration.interrupted FOLDER KILLS`.

Exits with 1 at the first store that holds neither the old corpus nor the new one, or does not heal. Ingest runs in
forked processes with an embedder by word hashes, so that a run takes a fraction of a second and a kill can hit every
step of it.
"""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast
from zlib import crc32

import chromadb  # noqa: F401  # imported before forking, never opened
import numpy as np
import numpy.typing as npt

import ingest.reading  # noqa: F401  # likewise
from ingest.indexing import index
from vectorstore.embedding import Embedded, Embedder, QueryEmbedding
from vectorstore.settings import StoreConfig
from vectorstore.store import Store

Vectors = npt.NDArray[np.float32]
DIMENSION = 32
VERSIONS = {
    "old": {"a.txt": "Pay\nA nurse earns $70,000.", "b.txt": "Tools\nPython and SQL.", "c.txt": "Fit\nCurious people."},
    "new": {"a.txt": "Pay\nA nurse earns $75,000.", "c.txt": "Fit\nCurious people.", "d.txt": "Outlook\nIt grows."},
}


class WordHashes:
    """An embedder without a model: texts that share words are close."""

    name, checksum, dimension = "word hashes", "0", DIMENSION

    def embed_texts(self, texts: Sequence[str]) -> Embedded:
        """The sums of the vectors of the words."""
        tokens = [np.stack([_vector(word) for word in text.split()]) for text in texts]
        sums = [each.sum(axis=0) for each in tokens]
        return Embedded(np.stack([each / np.linalg.norm(each) for each in sums]), tokens)

    def embed_query(self, text: str) -> QueryEmbedding:
        """The same for one text."""
        embedded = self.embed_texts([text])
        return QueryEmbedding(embedded.vectors[0], embedded.tokens[0])


def _vector(word: str) -> Vectors:
    vector = np.random.default_rng(crc32(word.encode())).normal(size=DIMENSION).astype(np.float32)
    return cast(Vectors, vector / np.linalg.norm(vector))


class Trial:
    """A corpus folder that switches between two versions, and a store that follows."""

    def __init__(self, folder: Path) -> None:
        self.corpus = folder / "corpus"
        self.config = StoreConfig(path=folder / "store")
        self.embedder = cast(Embedder, WordHashes())
        self.corpus.mkdir()

    def switch(self, version: str) -> None:
        for file in self.corpus.iterdir():
            file.unlink()
        for name, text in VERSIONS[version].items():
            (self.corpus / name).write_text(text)

    def ingest(self) -> None:
        with Store.open(self.config, self.embedder, create=True) as store:
            index(store, [self.corpus])

    def expect(self, *versions: str) -> None:
        """Raise unless the store holds exactly one of the versions, and finds what it holds."""
        with Store.open(self.config, self.embedder) as store:
            texts = sorted(document.text for document in store.documents())
            assert texts in [sorted(VERSIONS[version].values()) for version in versions], texts
            found = store.search_dense(self.embedder.embed_query("Fit Curious people.").vector, k=1)
            assert found[0].chunk.span.document == "c", found
            assert store.search_lexical("curious", k=1), "the lexical index lost a chunk"

    def expect_healed(self, version: str) -> None:
        """Raise unless the next run finishes the work."""
        self.ingest()
        self.expect(version)
        with Store.open(self.config, self.embedder) as store:
            assert not store.verify(), store.verify()


def forked(work: Callable[[], None], kill_after_s: float | None = None) -> float:
    """Seconds that `work` took in a process of its own, which is killed after some time when asked.

    Raises:
        SystemExit: it failed by itself.
    """
    started = time.perf_counter()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            # Nothing of the parent may run in the child.
            if status:
                traceback.print_exc()
            os._exit(status)
    if kill_after_s is not None:
        time.sleep(kill_after_s)
        os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) != 0:
        sys.exit(1)
    return time.perf_counter() - started


def main() -> None:
    trial, kills = Trial(Path(sys.argv[1])), int(sys.argv[2])
    trial.switch("old")
    forked(trial.ingest)
    trial.switch("new")
    took = forked(trial.ingest)
    for number in range(kills):
        version, other = ("old", "new") if number % 2 == 0 else ("new", "old")
        trial.switch(version)
        forked(trial.ingest, kill_after_s=took * (number + 0.5) / kills)
        forked(lambda: trial.expect("old", "new"))
        if number % 3 == 0:
            forked(lambda version=version: trial.expect_healed(version))  # type: ignore[misc]  # bound at once
        else:
            # Some kills hit a run that follows a killed one.
            trial.switch(other)
    sys.stdout.write(f"{kills} kills within {took:.2f} s: always consistent\n")


if __name__ == "__main__":
    main()
