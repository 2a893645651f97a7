"""Ingest over the real reader, the real embedder and a real Chroma."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from advisor.retrieval import HybridRetriever
from ingest.addresses import Fetched
from ingest.corrections import CareerNames, correct_document
from ingest.indexing import index, index_address, index_upload
from ingest.model_reading import ModelReader
from ingest.planning import reader_version
from ingest.reports import IndexReport
from tests.scripted_model import StructuredModel
from vectorstore.embedding import Embedder
from vectorstore.settings import StoreConfig
from vectorstore.store import Store

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
NURSE = (
    "AI Triage Nurse\n\nPay\nJunior AI Triage Nurse\n0-2 years exp. • $70,000-$95,000/yr\n\nTools\nPython and SQL.\n"
)

LETTER = (
    "Dear reader, thank you for asking about my work. I am what our hospital calls a ward data steward, and would not "
    "trade it. Beginners were offered $52,000 last year. You will enjoy it if you like order and quiet, as I do.\n"
)
CLERK = (
    b"<html><head><title>Clerk</title></head><body><main><h1>Clerk</h1><h2>Pay</h2>"
    b"<p>A clerk of a hospital earns $50,000 a year and learns the work within some months.</p></main></body></html>"
)


def zipped(name: str, text: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, text)
    return packed.getvalue()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "nurse.txt").write_text(NURSE)
    (folder / "guide.md").write_text("# Guide\n\n## Outlook\n\nHospitals hire more every year.\n")
    return folder


@pytest.fixture
def store(tmp_path: Path, embedder: Embedder) -> Iterator[Store]:
    with Store.open(StoreConfig(path=tmp_path / "store"), embedder, create=True) as opened:
        yield opened


def actions(report: IndexReport) -> dict[str, str]:
    return {document.id: document.action for document in report.documents}


def texts(store: Store) -> str:
    return "\n".join(chunk.text for chunk in store.chunks())


def test_every_span_of_the_corpus_points_at_its_text(store: Store) -> None:
    report = index(store, [ROOT / "corpus"])
    assert report.complete
    assert [document.action for document in report.documents] == ["new"] * 3
    for chunk in store.chunks():
        document = store.document(chunk.span.document)
        assert document.text[chunk.span.start : chunk.span.end] == chunk.text
    for file in (ROOT / "corpus").glob("*.txt"):
        assert store.document(file.stem).text == file.read_text(encoding="utf-8")
        assert store.original(file.stem) == file.read_bytes()
    assert store.verify() == []


def test_a_second_run_changes_nothing(store: Store, corpus: Path) -> None:
    index(store, [corpus])
    generation = store.generation
    report = index(store, [corpus])
    assert set(actions(report).values()) == {"unchanged"}
    assert (store.generation, report.embedded) == (generation, 0)
    assert [document.chunks for document in report.documents] == [
        sum(chunk.span.document == document.id for chunk in store.chunks()) for document in report.documents
    ]


def test_an_edit_replaces_the_old_text_and_embeds_only_it(store: Store, corpus: Path) -> None:
    index(store, [corpus])
    (corpus / "nurse.txt").write_text(NURSE.replace("Python and SQL.", "Julia and Prolog."))
    report = index(store, [corpus])
    assert actions(report) == {"guide": "unchanged", "nurse": "changed"}
    assert report.embedded == 1
    assert "Prolog" in texts(store)
    assert "SQL" not in texts(store)
    assert store.verify() == []


def test_a_deleted_file_leaves_the_store(store: Store, corpus: Path) -> None:
    index(store, [corpus])
    (corpus / "guide.md").unlink()
    assert actions(index(store, [corpus])) == {"nurse": "unchanged", "guide": "gone"}
    assert "Hospitals" not in texts(store)
    assert store.search_lexical("hospitals", k=3) == []
    assert store.verify() == []


def test_a_renamed_file_keeps_its_identity_without_embedding(store: Store, corpus: Path) -> None:
    index(store, [corpus])
    (corpus / "nurse.txt").rename(corpus / "zebra.txt")
    report = index(store, [corpus])
    assert report.embedded == 0
    assert [Path(store.document("nurse").origins[0]).name] == ["zebra.txt"]


def test_another_folder_is_added_and_pruned_only_when_asked(store: Store, corpus: Path, tmp_path: Path) -> None:
    index(store, [corpus])
    other = tmp_path / "other"
    other.mkdir()
    (other / "extra.txt").write_text("Extra\nMore to read.")
    assert set(actions(index(store, [other]))) == {"extra", "guide", "nurse"}
    index(store, [other], prune=True)
    assert [document.id for document in store.documents()] == ["extra"]


def test_one_of_two_origins_may_go(store: Store, corpus: Path) -> None:
    shutil.copy(corpus / "nurse.txt", corpus / "twin.txt")
    index(store, [corpus])
    assert len(store.document("nurse").origins) == 2
    (corpus / "nurse.txt").unlink()
    index(store, [corpus])
    assert [Path(origin).name for origin in store.document("nurse").origins] == ["twin.txt"]


def test_an_emptied_folder_does_not_empty_the_store(store: Store, corpus: Path) -> None:
    index(store, [corpus])
    for file in corpus.iterdir():
        file.unlink()
    report = index(store, [corpus])
    assert not report.complete
    assert len(store.documents()) == 2


def test_a_bad_file_is_skipped_and_keeps_what_was_stored_of_it(store: Store, corpus: Path) -> None:
    index(store, [corpus])
    (corpus / "nurse.txt").write_bytes(b"")
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    (corpus / "fine.txt").write_text("Fine\nIt is read.")
    report = index(store, [corpus])
    assert sorted(Path(skipped.origin).name for skipped in report.skipped) == ["broken.pdf", "nurse.txt"]
    assert "70,000" in texts(store)
    assert "It is read." in texts(store)
    assert store.verify() == []


def test_a_dry_run_reports_and_writes_nothing(store: Store, corpus: Path) -> None:
    report = index(store, [corpus], dry_run=True)
    assert actions(report) == {"guide": "new", "nurse": "new"}
    assert all(document.chunks for document in report.documents)
    assert (store.generation, store.documents()) == (0, [])


def test_a_rebuild_embeds_everything_again(store: Store, corpus: Path, tmp_path: Path, embedder: Embedder) -> None:
    index(store, [corpus])
    count = len(store.chunks())
    with Store.open(StoreConfig(path=tmp_path / "store"), embedder, rebuild=True) as again:
        assert index(again, [corpus], rebuild=True).embedded == count
        assert again.verify() == []
    assert len(store.chunks()) == count


def test_a_rebuild_keeps_what_only_the_store_holds(
    store: Store, corpus: Path, tmp_path: Path, embedder: Embedder
) -> None:
    index(store, [corpus])
    index_upload(store, "sent.zip", zipped("notes/coder.md", "# Coder\n\n## Pay\n\nA coder earns $60,000.\n"))
    index_address(store, Fetched("https://example.org/a/clerk", "clerk.html", CLERK))
    other = tmp_path / "other"
    other.mkdir()
    (other / "extra.txt").write_text("Extra\nMore to read.")
    index(store, [other])
    before = {document.id: document for document in store.documents()}
    chunks = {chunk.id for chunk in store.chunks()}
    for file in other.iterdir():
        file.unlink()
    with Store.open(StoreConfig(path=tmp_path / "store"), embedder, rebuild=True) as again:
        report = index(again, [corpus], rebuild=True)
        assert report.complete
        assert {document.id: document for document in again.documents()} == before
        assert {chunk.id for chunk in again.chunks()} == chunks
        assert again.original("clerk") == CLERK
        assert again.verify() == []


def test_a_rebuild_keeps_what_can_no_longer_be_read(
    store: Store, corpus: Path, tmp_path: Path, embedder: Embedder
) -> None:
    index(store, [corpus])
    (corpus / "nurse.txt").write_bytes(b"")
    with Store.open(StoreConfig(path=tmp_path / "store"), embedder, rebuild=True) as again:
        report = index(again, [corpus], rebuild=True)
        assert [Path(skipped.origin).name for skipped in report.skipped] == ["nurse.txt"]
        assert again.document("nurse").text == NURSE
        assert "70,000" in texts(again)


def test_a_rebuild_can_be_told_to_keep_only_what_is_found(
    store: Store, corpus: Path, tmp_path: Path, embedder: Embedder
) -> None:
    index(store, [corpus])
    index_upload(store, "sent.txt", b"Sent\nBy a browser.")
    with Store.open(StoreConfig(path=tmp_path / "store"), embedder, rebuild=True) as again:
        index(again, [corpus], rebuild=True, prune=True)
        assert [document.id for document in again.documents()] == ["guide", "nurse"]


def test_uploads_of_another_schema_are_read_again(
    store: Store, corpus: Path, tmp_path: Path, embedder: Embedder
) -> None:
    index(store, [corpus])
    index_upload(store, "sent.txt", b"Sent\n\nPay\nA coder earns $60,000.")
    store.close()
    (current,) = (tmp_path / "store").glob("store-v*.sqlite3")
    current.rename(current.with_name("store-v1.sqlite3"))
    config = StoreConfig(path=tmp_path / "store")
    # A rebuild that dies before it writes leaves the documents to the next run.
    Store.open(config, embedder, rebuild=True).close()
    with Store.open(config, embedder) as again:
        index(again, [corpus])
        assert [document.id for document in again.documents()] == ["guide", "nurse", "sent"]
        assert "60,000" in texts(again)
        assert again.verify() == []


def test_uploads_are_read_again_by_a_newer_reader(store: Store, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index(store, [corpus])
    index_upload(store, "sent.txt", b"Sent\nBy a browser.")
    monkeypatch.setattr("ingest.indexing.reader_version", lambda: "newer")
    assert set(actions(index(store, [corpus])).values()) == {"changed"}
    assert {each.reader for each in store.stored()} == {"newer"}


def test_an_upload_joins_the_corpus_and_survives_its_next_ingest(store: Store, corpus: Path) -> None:
    index(store, [corpus])
    report = index_upload(store, "../uploads/nurse.txt", b"Another nurse\nQuite another text.")
    assert [document.action for document in report.documents].count("new") == 1
    assert len(store.documents()) == 3
    index(store, [corpus])
    assert len(store.documents()) == 3
    assert index_upload(store, "copy.txt", NURSE.encode()).embedded == 0
    assert len(store.documents()) == 3
    assert store.verify() == []


def steward(model: StructuredModel) -> ModelReader:
    return ModelReader(model, "scripted:model", 5)


def test_what_a_model_found_stays_without_it_and_through_a_correction(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "letter.txt").write_text(LETTER)
    fact = {"attribute": "salary_range", "value": "$52,000", "quote": "Beginners were offered $52,000 last year."}
    model = StructuredModel(script=lambda text: {"careers": [{"name": "ward data steward", "facts": [fact]}]})
    assert index(store, [folder]).documents[0].facts == 0
    assert actions(index(store, [folder], second=steward(model))) == {"letter": "changed"}
    assert [document.facts for document in index(store, [folder]).documents] == [1]
    assert actions(index(store, [folder], second=steward(model))) == {"letter": "unchanged"}
    assert len(model.prompts) == 1
    file = tmp_path / "corrections.jsonl"
    names = [CareerNames("ward data steward", "Ward Data Steward", ("WDS",))]
    correct_document(store, file, "letter", title="A letter", careers=names)
    assert [(profile.name, len(profile.facts)) for profile in store.profiles()] == [("Ward Data Steward", 1)]
    names = [CareerNames("Ward Data Steward", "Data Steward", ())]
    correct_document(store, file, "letter", title="A letter", careers=names)
    assert [(profile.name, len(profile.facts)) for profile in store.profiles()] == [("Data Steward", 1)]
    assert actions(index(store, [folder], corrections=file)) == {"letter": "unchanged"}
    assert store.verify() == []


def test_a_document_that_a_model_failed_on_is_asked_about_again(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "letter.txt").write_text(LETTER)

    def fails(text: str) -> object:
        raise ConnectionError("refused")

    report = index(store, [folder], second=steward(StructuredModel(script=fails)))
    assert any("cannot be reached" in warning for warning in report.documents[0].warnings)
    model = StructuredModel(script=lambda text: {"careers": []})
    index(store, [folder], second=steward(model))
    assert len(model.prompts) == 1


def test_a_page_without_a_title_is_named_after_its_career(store: Store) -> None:
    text = (ROOT / "corpus" / "ai-clinical-documentation-specialist.txt").read_bytes()
    index_upload(store, "page 7.txt", text)
    assert store.documents()[0].title == "AI Clinical Documentation Specialist"


def test_the_reader_version_is_stable_within_a_run() -> None:
    assert reader_version() == reader_version()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked processes")
def test_a_kill_at_any_moment_leaves_the_old_state_or_the_new(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.integration.interrupted", str(tmp_path), "50"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "always consistent" in done.stdout


def test_the_command_reports_in_words_numbers_and_exit_code(corpus: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "ingest", "--store", str(tmp_path / "made"), *arguments]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    unnamed = run("--with-model", str(corpus))
    assert (unnamed.returncode, "ADVISOR_MODEL__NAME" in unnamed.stderr) == (2, True)
    missing = run("--verify")
    assert missing.returncode == 2
    assert "python -m ingest" in missing.stderr
    (corpus / "empty.txt").write_bytes(b"")
    report = tmp_path / "report.json"
    done = run(str(corpus), "--report", str(report))
    assert done.returncode == 1
    assert "it is empty" in " ".join(done.stderr.split())
    assert [document["id"] for document in json.loads(report.read_text())["documents"]] == ["guide", "nurse"]
    assert run("--verify").returncode == 0


def test_questions_are_answered_while_documents_change(store: Store, corpus: Path, embedder: Embedder) -> None:
    index(store, [corpus])
    retriever = HybridRetriever(store, embedder)

    def ask(number: int) -> bool:
        return any("70,000" in passage.chunk.text for passage in retriever(f"junior pay {number}", k=3))

    with ThreadPoolExecutor(4) as pool:
        answers = [pool.submit(ask, number) for number in range(60)]
        for number in range(5):
            (corpus / "guide.md").write_text(f"# Guide\n\n## Outlook\n\nHospitals hire {number} times more.\n")
            index(store, [corpus])
        assert all(answer.result() for answer in answers)
    assert store.verify() == []
