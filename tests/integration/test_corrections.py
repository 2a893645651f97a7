"""Corrections over the real reader and a real store: they hold, they outlive a re-ingest, and they can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.addresses import Fetched
from ingest.corrections import CareerNames, correct_document
from ingest.indexing import index, index_address, index_upload
from vectorstore.corrections import CorrectionError, read_corrections
from vectorstore.embedding import Embedder
from vectorstore.settings import StoreConfig
from vectorstore.store import Store

pytestmark = pytest.mark.slow

NURSE = (
    "How to Become an AI Triage Nurse\n\nPay\nJunior AI Triage Nurse\n0-2 years exp. • $70,000-$95,000/yr\n\n"
    "Tools\nPython and SQL.\n"
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "nurse.txt").write_text(NURSE)
    (folder / "guide.md").write_text("# Guide\n\n## Outlook\n\nHospitals hire more every year.\n")
    return folder


@pytest.fixture
def store(tmp_path: Path, corpus: Path, embedder: Embedder) -> Iterator[Store]:
    with Store.open(StoreConfig(path=tmp_path / "store"), embedder, create=True) as opened:
        index(opened, [corpus])
        yield opened


@pytest.fixture
def file(corpus: Path) -> Path:
    return corpus / "corrections.jsonl"


def correct(store: Store, file: Path, *, title: str, name: str, aliases: tuple[str, ...] = ()) -> None:
    careers = [CareerNames(profile.name, name, aliases) for profile in store.profiles()]
    correct_document(store, file, "nurse", title=title, careers=careers)


def state(store: Store) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(store.document("nurse").title, profile.name, profile.aliases) for profile in store.profiles()]


def test_a_correction_changes_title_name_and_short_forms_everywhere(store: Store, file: Path) -> None:
    correct(store, file, title="Triage", name="Triage Nurse (AI)", aliases=("TN", "TN", " "))
    assert state(store) == [("Triage", "Triage Nurse (AI)", ("TN",))]
    assert {chunk.career for chunk in store.chunks() if chunk.span.document == "nurse"} == {"Triage Nurse (AI)"}
    assert [career.id for career in store.catalogue().careers] == ["triage-nurse-ai"]
    assert store.verify() == []


def test_a_correction_survives_a_second_ingest_an_edit_and_a_rebuild(
    store: Store, corpus: Path, file: Path, tmp_path: Path, embedder: Embedder
) -> None:
    correct(store, file, title="Triage", name="Triage Nurse (AI)", aliases=("TN",))
    wanted = state(store)
    generation = store.generation
    index(store, [corpus], corrections=file)
    assert (store.generation, state(store)) == (generation, wanted)
    (corpus / "nurse.txt").write_text(NURSE + "And Excel.\n")
    assert index(store, [corpus], corrections=file).complete
    assert state(store) == wanted
    with Store.open(StoreConfig(path=tmp_path / "store"), embedder, rebuild=True) as again:
        index(again, [corpus], corrections=file, rebuild=True)
        assert state(again) == wanted


def test_a_correction_can_be_corrected_and_put_back(store: Store, corpus: Path, file: Path) -> None:
    before = state(store)
    correct(store, file, title="Triage", name="Triage Nurse (AI)")
    correct(store, file, title="Second", name="Nurse of Triage")
    assert state(store)[0][:2] == ("Second", "Nurse of Triage")
    assert [career.read for career in read_corrections(file)["nurse"].careers] == [before[0][1]]
    title, name, aliases = before[0]
    correct(store, file, title=title, name=name, aliases=aliases)
    assert state(store) == before
    assert read_corrections(file) == {}
    index(store, [corpus], corrections=file)
    assert state(store) == before


def test_a_correction_in_the_file_alone_is_applied_by_the_next_ingest(store: Store, corpus: Path, file: Path) -> None:
    file.write_text('{"document": "nurse", "title": "From the file"}\n')
    assert index(store, [corpus], corrections=file).complete
    assert store.document("nurse").title == "From the file"


@pytest.mark.parametrize(("title", "name"), [(" ", "A Name"), ("T", "  "), ("T" * 201, "A Name"), ("T", "N" * 201)])
def test_a_bad_correction_changes_nothing(store: Store, file: Path, title: str, name: str) -> None:
    generation = store.generation
    with pytest.raises(CorrectionError) as refused:
        correct(store, file, title=title, name=name)
    assert "\n" not in str(refused.value)
    assert (store.generation, file.exists()) == (generation, False)


def test_a_correction_of_a_document_that_is_gone_is_refused(store: Store, file: Path) -> None:
    with pytest.raises(CorrectionError, match="no longer stored"):
        correct_document(store, file, "nobody", title="T", careers=[])


def test_what_is_fetched_again_replaces_itself_and_outlives_an_ingest_of_the_corpus(store: Store, corpus: Path) -> None:
    address = "https://example.org/careers/coder"
    index_address(
        store, Fetched(address, "coder.html", b"<html><body><h1>AI Coder</h1><p>Old words.</p></body></html>")
    )
    index_address(
        store, Fetched(address, "coder.html", b"<html><body><h1>AI Coder</h1><p>New words.</p></body></html>")
    )
    index(store, [corpus])
    assert store.document("coder").text.strip().endswith("New words.")
    assert store.document("coder").origins == (f"address:{address}",)
    assert len(store.documents()) == 3


def test_a_copy_sent_by_a_browser_keeps_what_the_manifest_says(store: Store, corpus: Path) -> None:
    (corpus / "manifest.jsonl").write_text(
        '{"id": "nurse", "title": "Stated", "licence": "CC0", "origin": "the owner"}\n'
    )
    index(store, [corpus])
    index_upload(store, "copy.txt", NURSE.encode())
    document = store.document("nurse")
    assert (document.title, document.licence, len(document.origins)) == ("Stated", "CC0", 3)
    index(store, [corpus])
    assert store.document("nurse") == document
