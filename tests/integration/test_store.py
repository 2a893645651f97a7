"""The store over the real embedder and a real Chroma."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from vectorstore.changes import Changes, Entry
from vectorstore.dense import Point
from vectorstore.embedding import Embedder
from vectorstore.errors import StoreBusyError, StoreDamagedError, StoreError, StoreMismatchError, StoreMissingError
from vectorstore.indexed_text import indexed_texts
from vectorstore.settings import StoreConfig
from vectorstore.store import Store
from vectorstore.types import CareerProfile, Chunk, Document, Fact, Part, Quantity, Section, Span

pytestmark = pytest.mark.slow

BREAD = ("Bakers knead dough at dawn.", "A loaf costs about four euros.", "Sourdough needs a starter and patience.")
STARS = ("Astronomers observe galaxies at night.", "A telescope gathers faint light.")


def entry(name: str, lines: tuple[str, ...], *, career: str | None = None) -> Entry:
    text = "\n".join(lines)
    starts = [text.index(line) for line in lines]
    spans = [Span(name, start, start + len(line)) for start, line in zip(starts, lines, strict=True)]
    chunks = tuple(
        Chunk(f"{name}-{sha256(line.encode()).hexdigest()[:8]}", span, line, "other", "Notes", career)
        for span, line in zip(spans, lines, strict=True)
    )
    facts = (Fact("pay", Quantity(4, 4, "EUR"), spans[0], Part("level", 1, "Junior"), "Notes"),)
    return Entry(
        document=Document(name, name.title(), text, sha256(text.encode()).hexdigest(), (f"{name}.txt",), None, (0,)),
        sections=(Section("other", "Notes", Span(name, 0, len(text)), ("Top",), Part("level", 1, "Junior")),),
        chunks=chunks,
        profiles=(CareerProfile(name, career, ("B",), facts),) if career else (),
        warnings=("line 3: no weeks",),
        original=text.encode(),
        reader="1",
    )


@pytest.fixture
def config(tmp_path: Path) -> StoreConfig:
    return StoreConfig(path=tmp_path / "a store? 100%")


@pytest.fixture
def store(config: StoreConfig, embedder: Embedder) -> Iterator[Store]:
    with Store.open(config, embedder, create=True) as opened:
        opened.apply(Changes((entry("bread", BREAD, career="Baker"), entry("stars", STARS))))
        yield opened


def nearest(store: Store, embedder: Embedder, question: str, k: int = 1) -> list[str]:
    return [passage.chunk.text for passage in store.search_dense(embedder.embed_query(question).vector, k=k)]


def test_what_goes_in_comes_out(store: Store) -> None:
    wanted = [entry("bread", BREAD, career="Baker"), entry("stars", STARS)]
    assert store.documents() == [each.document for each in wanted]
    assert store.chunks() == [chunk for each in wanted for chunk in each.chunks]
    assert store.sections("bread") == list(wanted[0].sections)
    assert store.profiles() == list(wanted[0].profiles)
    assert store.original("stars") == wanted[1].original
    assert store.stored()[0].warnings == ("line 3: no weeks",)
    assert store.catalogue()["baker"].aliases == ("B",)
    assert store.verify() == []


def test_dense_search_finds_by_meaning(store: Store, embedder: Embedder) -> None:
    assert nearest(store, embedder, "price of bread") == ["A loaf costs about four euros."]


def test_dense_scores_are_cosines_best_first(store: Store, embedder: Embedder) -> None:
    passages = store.search_dense(embedder.embed_query("looking at the sky").vector, k=5)
    vectors = embedder.embed_texts(
        [text.whole for text in indexed_texts([passage.chunk for passage in passages])]
    ).vectors
    cosines = vectors @ embedder.embed_query("looking at the sky").vector
    assert [passage.score for passage in passages] == pytest.approx(cosines.tolist(), abs=2e-3)
    assert [passage.score for passage in passages] == sorted((p.score for p in passages), reverse=True)


def test_lexical_search_stems_and_reads_heads(store: Store) -> None:
    assert store.search_lexical("telescopes", k=3)[0].chunk.text == "A telescope gathers faint light."
    assert {passage.chunk.span.document for passage in store.search_lexical("baker", k=9)} == {"bread"}


def test_both_searches_can_be_held_to_some_documents(store: Store, embedder: Embedder) -> None:
    vector = embedder.embed_query("bread").vector
    for passages in (
        store.search_dense(vector, k=9, documents=["stars"]),
        store.search_lexical("a bread telescope", k=9, documents=["stars"]),
    ):
        assert {passage.chunk.span.document for passage in passages} == {"stars"}
    assert store.search_dense(vector, k=3, documents=[]) == []


@pytest.mark.parametrize(
    "question", ['"', "NEAR(", "head: dough OR", "* ^ -", "", "a" * 50_000, "x y " * 20_000, "\x00"]
)
def test_no_question_breaks_lexical_search(store: Store, question: str) -> None:
    assert isinstance(store.search_lexical(question, k=3), list)


def test_token_vectors_are_those_of_the_embedder_to_within_rounding(store: Store, embedder: Embedder) -> None:
    chunk = store.chunks()[0]
    stored = store.token_vectors([chunk.id, "unknown"])
    (made,) = embedder.embed_texts([text.whole for text in indexed_texts([chunk])]).tokens
    assert list(stored) == [chunk.id]
    assert float(np.sum(stored[chunk.id] * made, axis=1).min()) > 0.995


def test_an_empty_store_answers_with_nothing(config: StoreConfig, embedder: Embedder) -> None:
    with Store.open(config, embedder, create=True) as store:
        assert nearest(store, embedder, "anything") == []
        assert store.search_lexical("anything", k=3) == []
        assert (store.generation, store.documents(), store.verify()) == (0, [], [])


def test_a_replaced_document_leaves_nothing_behind(store: Store, embedder: Embedder) -> None:
    before = store.generation
    store.apply(Changes((entry("bread", (*BREAD[:2], "Rye bread keeps for a week.")),)))
    assert store.generation == before + 1
    assert [document.id for document in store.documents()] == ["bread", "stars"]
    assert all("Sourdough" not in text for text in nearest(store, embedder, "sourdough starter", k=9))
    assert store.search_lexical("sourdough", k=3) == []
    assert store.verify() == []


def test_only_changed_chunks_are_embedded(store: Store) -> None:
    applied = store.apply(Changes((entry("bread", ("A new first line.", *BREAD), career="Baker"),)))
    assert (applied.chunks, applied.embedded) == (4, 1)
    assert store.verify() == []


def test_a_renamed_document_is_not_embedded_again(store: Store) -> None:
    applied = store.apply(Changes((entry("heaven", STARS),), remove=("stars",)))
    assert applied.embedded == 0
    assert store.verify() == []


def test_a_removed_document_is_gone_everywhere(store: Store, embedder: Embedder) -> None:
    store.apply(Changes(remove=("bread",)))
    assert [document.id for document in store.documents()] == ["stars"]
    assert all(text in STARS for text in nearest(store, embedder, "bread", k=9))
    assert (store.search_lexical("dough", k=3), store.catalogue().careers) == ([], ())
    assert store.verify() == []


def test_documents_keep_the_order_of_the_corpus(store: Store) -> None:
    store.apply(Changes((entry("apples", ("Apples ripen in autumn.",)),), order=("apples", "stars", "bread")))
    assert [document.id for document in store.documents()] == ["apples", "stars", "bread"]


def test_another_process_is_noticed_without_reopening(store: Store, config: StoreConfig, embedder: Embedder) -> None:
    assert nearest(store, embedder, "volcano") != ["Volcanoes erupt lava."]
    script = (
        "import sys; from pathlib import Path; from tests.integration.test_store import *;"
        "from vectorstore.embedding import load_embedder;"
        "s = Store.open(StoreConfig(path=Path(sys.argv[1])), load_embedder());"
        "s.apply(Changes((entry('volcano', ('Volcanoes erupt lava.',)),), remove=('bread',))); s.close()"
    )
    subprocess.run([sys.executable, "-c", script, str(config.path)], check=True)
    assert nearest(store, embedder, "volcano") == ["Volcanoes erupt lava."]
    assert store.search_lexical("lava", k=1)[0].chunk.text == "Volcanoes erupt lava."
    assert all(text not in BREAD for text in nearest(store, embedder, "bread", k=9))
    assert store.verify() == []


def test_a_lost_vector_index_is_made_again_without_embedding(
    store: Store, config: StoreConfig, embedder: Embedder
) -> None:
    store._dense.delete(sorted(store._dense.ids()))
    assert len(store.verify()) == 1
    store.heal()
    assert store.verify() == []
    assert nearest(store, embedder, "price of bread") == ["A loaf costs about four euros."]


def test_orphans_of_a_killed_run_are_ignored_and_swept(store: Store, embedder: Embedder) -> None:
    vector = embedder.embed_query("price of bread").vector
    store._dense.add([Point(f"orphan{n}", "bread") for n in range(40)], np.stack([vector] * 40))
    assert nearest(store, embedder, "price of bread") == ["A loaf costs about four euros."]
    store.heal()
    assert store.verify() == []


def test_a_failing_change_leaves_the_old_state(store: Store) -> None:
    bread = entry("bread", BREAD)
    before = store.generation
    with pytest.raises(StoreError):
        store.apply(Changes((bread, bread)))
    assert store.generation == before
    store.heal()
    assert store.verify() == []


def test_a_missing_store_is_refused_with_the_remedy(config: StoreConfig, embedder: Embedder) -> None:
    with pytest.raises(StoreMissingError, match="python -m ingest"):
        Store.open(config, embedder)


def test_a_store_of_another_model_is_refused_until_rebuilt(
    store: Store, config: StoreConfig, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedder, "checksum", "other")
    with pytest.raises(StoreMismatchError, match="--rebuild"):
        Store.open(config, embedder)
    with Store.open(config, embedder, rebuild=True) as other:
        applied = other.apply(Changes((entry("stars", STARS),), rebuild=True))
        assert applied.embedded == 2
        assert [document.id for document in other.documents()] == ["stars"]
        assert other.verify() == []


def test_documents_of_another_schema_are_carried_over_by_a_rebuild(
    store: Store, config: StoreConfig, embedder: Embedder
) -> None:
    store.close()
    (current,) = config.path.glob("store-v*.sqlite3")
    old = current.rename(config.path / "store-v1.sqlite3")
    with pytest.raises(StoreMismatchError, match="--rebuild"):
        Store.open(config, embedder, create=True)
    with Store.open(config, embedder, rebuild=True) as opened:
        assert [document.id for document in opened.documents()] == ["bread", "stars"]
        assert opened.document("bread") == entry("bread", BREAD).document
        assert opened.original("stars") == "\n".join(STARS).encode()
        assert old.exists()
        opened.apply(Changes((entry("stars", STARS),), rebuild=True))
        assert opened.faults == {}
    assert not old.exists()


def test_a_former_database_that_cannot_be_read_is_kept_and_named(config: StoreConfig, embedder: Embedder) -> None:
    config.path.mkdir()
    old = config.path / "store-v0.sqlite3"
    old.write_bytes(b"older")
    with Store.open(config, embedder, rebuild=True) as store:
        store.apply(Changes((entry("stars", STARS),), rebuild=True))
        assert "cannot be read" in store.faults[old]
    assert old.exists()


def test_a_damaged_database_is_refused_until_rebuilt_and_then_kept(
    store: Store, config: StoreConfig, embedder: Embedder
) -> None:
    store.close()
    for file in config.path.glob("*.sqlite3*"):
        file.write_bytes(b"not a database at all, but long enough to look like one" * 100)
    with pytest.raises(StoreDamagedError, match="--rebuild"):
        Store.open(config, embedder)
    with Store.open(config, embedder, rebuild=True) as again:
        again.apply(Changes((entry("stars", STARS),), rebuild=True))
        assert again.verify() == []
        (kept,) = again.faults
    assert kept.read_bytes().startswith(b"not a database")


def test_a_rebuild_carries_over_what_is_intact_of_a_damaged_database(
    store: Store, config: StoreConfig, embedder: Embedder
) -> None:
    store.close()
    (file,) = config.path.glob("store-v*.sqlite3")
    connection = sqlite3.connect(file)
    connection.execute("UPDATE originals SET content = CAST('other' AS BLOB) WHERE document = 'bread'")
    connection.commit()
    (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'chunks_by_point'").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    with file.open("r+b") as pages:
        pages.seek((page - 1) * size)
        pages.write(b"\xff" * size)
    with Store.open(config, embedder, rebuild=True) as again:
        assert [document.id for document in again.documents()] == ["stars"]
        (reason,) = again.faults.values()
        assert "1 of 2 documents" in reason


def test_a_second_writer_is_told_so(store: Store, config: StoreConfig) -> None:
    script = (
        "import sys; from filelock import FileLock; lock = FileLock(sys.argv[1]); lock.acquire();"
        "print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", script, str(config.path / "write.lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(StoreBusyError, match="another ingest"):
            store.apply(Changes(remove=("bread",)))
        holder.communicate()
