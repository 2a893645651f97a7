from __future__ import annotations

import pytest

from vectorstore.embedding import Embedder, load_embedder


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The bundled model, loaded once for all tests."""
    return load_embedder()
