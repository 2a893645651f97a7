"""An advisor over a few pages written by a test, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from advisor.assembly import assemble
from advisor.conversation import Advisor
from advisor.memory import Memory
from advisor.retrieval import RetrievalConfig
from advisor.types import Reply
from ingest.indexing import index
from vectorstore.embedding import load_embedder
from vectorstore.settings import StoreConfig
from vectorstore.store import Store


def advisor_over(pages: Mapping[str, str], folder: Path, learned: Path) -> Advisor:
    """The advisor that has read the pages, given by file name, in a store under `folder`."""
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    embedder = load_embedder()
    store = Store.open(StoreConfig(path=folder / "store"), embedder, create=True)
    index(store, [folder / name for name in pages])
    return assemble(store, embedder, retrieval=RetrievalConfig(), cache=learned)


def ask(advisor: Advisor, *turns: str) -> Reply:
    """The reply to the last of several turns."""
    memory = Memory()
    for turn in turns[:-1]:
        _, memory = advisor.reply(turn, memory)
    return advisor.reply(turns[-1], memory)[0]


def said(advisor: Advisor, *turns: str) -> str:
    """What the last of several turns is answered."""
    return ask(advisor, *turns).text
