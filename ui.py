"""The web app: composes the pages around an advisor and serves them. Run `python ui.py`, or `make run`."""

from __future__ import annotations

import logging
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.conversation import Partial
from advisor.errors import AdvisorError
from advisor.pages.look import load_css, make_theme
from advisor.pages.revealing import reveal
from advisor.pages.shelf import Added, CorrectionForm, Editing, Opened, Shelf, Working
from advisor.pages.talk import Failed, Progress, Talk, Writing, Written
from advisor.pages.working import watch_work
from advisor.settings import Settings, WebSettings, build_advisor, load_settings, open_store
from ingest.addresses import AddressError, fetch
from ingest.corrections import CareerNames, correct_document
from ingest.documents import LARGEST_FILE, UPLOAD, CorpusError
from ingest.indexing import index_address, index_upload
from ingest.model_reading import SecondReader, open_reader
from ingest.removal import is_removable, remove_document
from ingest.reports import IndexReport
from ingest.reports import Progress as IndexProgress
from vectorstore.errors import LanguageModelError, StoreError

if TYPE_CHECKING:
    import gradio as gr

    from advisor.conversation import Advisor
    from advisor.memory import Memory
    from vectorstore.store import Store

SORRY = (
    "Something went wrong while answering. The details are in the program's log; please try again or ask differently."
)
REVEAL_S = 0.03  # between two sentences: long enough for a browser to paint each, too short to wait for
KEPT_UPLOAD_S = 3600  # what was sent is read and removed at once; this sweeps up what was sent and never read

log = logging.getLogger("advisor.ui")


def main() -> int:
    """The exit code: 0 after a served session, 2 when the app could not start."""
    try:
        settings = load_settings()
        check_port(settings.web)
        store = open_store(settings)
        advisor = build_advisor(settings, store)
        shelf = build_shelf(store, settings)
    except (AdvisorError, StoreError, LanguageModelError) as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201
        return 2
    serve(build_page(advisor, settings, shelf), settings.web)
    return 0


def build_page(advisor: Advisor, settings: Settings, shelf: Shelf | None = None) -> gr.Blocks:
    """The whole page, not yet served; with a shelf, it has a view of the documents."""
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")  # read when Blocks is made: no request leaves the page
    import gradio as gr

    from advisor.pages.chat import build_chat, render_title
    from advisor.pages.documents import build_documents

    talk = Talk(
        ask=lambda question, memory: converse(advisor, question, memory),
        document=lambda wanted: {document.id: document for document in advisor.documents()}.get(wanted),
        examples=advisor.examples,
        status=lambda: _status(advisor),
        model=settings.model.name,
    )
    page = gr.Blocks(
        title="Career advisor", analytics_enabled=False, fill_width=True, delete_cache=(KEPT_UPLOAD_S, KEPT_UPLOAD_S)
    )
    with page:
        title = build_chat(talk, documents=shelf is not None)
        if shelf is not None:
            build_documents(shelf, status=title, render_status=lambda: render_title(talk))
    return page


def build_shelf(store: Store, settings: Settings) -> Shelf:
    """What the Documents page works on: the store, and where the settings allow it what changes it."""

    def open_document(name: str) -> Opened | None:
        stored = next((each for each in store.stored() if each.id == name), None)
        if stored is None:
            return None
        profiles = tuple(profile for profile in store.profiles() if profile.document == name)
        sections = tuple(store.sections(name))
        return Opened(stored, store.document(name), sections, profiles, removable=is_removable(stored))

    second = open_reader(settings.model) if settings.model.reads_documents else None
    editor = DocumentEditor(store, settings.store.corrections, second)
    editing = Editing(
        upload=editor.upload,
        correct=editor.correct,
        remove=editor.remove,
        fetch=editor.fetch if settings.web.addresses else None,
    )
    return Shelf(store.stored, open_document, editing if settings.web.edits else None)


@dataclass(frozen=True, slots=True)
class DocumentEditor:
    """Ingest as the Documents page uses it: what goes wrong becomes one line."""

    store: Store
    corrections: Path
    second: SecondReader | None = None

    def upload(self, files: Sequence[Path]) -> Iterator[Working | Added]:
        """The progress of adding files that a browser sent, then what it came to; the files are removed."""

        def add(file: Path, progress: IndexProgress) -> IndexReport:
            try:
                content = file.read_bytes()
            finally:
                file.unlink(missing_ok=True)
            return index_upload(
                self.store,
                file.name,
                content,
                corrections=self.corrections,
                second=self.second,
                progress=progress,
            )

        return _adding([(file.name, partial(add, file)) for file in files])

    def fetch(self, address: str) -> Iterator[Working | Added]:
        """The progress of adding what an address holds, then what it came to."""

        def add(progress: IndexProgress) -> IndexReport:
            fetched = fetch(address)
            return index_address(
                self.store, fetched, corrections=self.corrections, second=self.second, progress=progress
            )

        return _adding([(address.strip(), add)])

    def correct(self, form: CorrectionForm) -> str | None:
        """None once the document is corrected, else why it is not."""
        careers = [CareerNames(career.current, career.name, tuple(career.aliases)) for career in form.careers]
        try:
            correct_document(self.store, self.corrections, form.document, title=form.title, careers=careers)
        except StoreError as error:
            return str(error)
        return None

    def remove(self, document: str) -> str | None:
        """None once the document is removed, else why it is not."""
        try:
            remove_document(self.store, document)
        except (CorpusError, StoreError) as error:
            return str(error)
        return None


def _adding(jobs: Sequence[tuple[str, Callable[[IndexProgress], IndexReport]]]) -> Iterator[Working | Added]:
    """The progress of each job, then what all came to: one that fails does not keep the others back."""

    def work(tell: Callable[[Working], None]) -> Added:
        outcomes = []
        for name, add in jobs:
            tell(Working(name, "reading", 0, 0))
            outcomes.append(_outcome(name, add, tell))
        return Added(
            tuple(document for each in outcomes for document in each.documents),
            tuple(line for each in outcomes for line in each.known),
            tuple(line for each in outcomes for line in each.refused),
        )

    yield from watch_work(work)


def _outcome(name: str, add: Callable[[IndexProgress], IndexReport], tell: Callable[[Working], None]) -> Added:
    def progress(step: str, done: int, total: int) -> None:
        tell(Working(name, step, done, total))

    try:
        report = add(progress)
    except (AddressError, StoreError, OSError) as error:
        return Added(refused=(f"{name}: {error}",))
    except Exception:
        log.exception("A document could not be added: %.200r", name)
        return Added(refused=(f"{name}: something went wrong while reading it; the program's log says what.",))
    fresh = tuple(document.id for document in report.documents if document.action in ("new", "changed"))
    refused = tuple(f"{skipped.origin.removeprefix(UPLOAD)}: {skipped.reason}" for skipped in report.skipped)
    known = () if fresh or refused else (f"{name} is stored already, and has not changed.",)
    return Added(fresh, known, refused)


def serve(page: gr.Blocks, web: WebSettings, *, block: bool = True) -> str:
    """The address served at; returns when the server is stopped, or at once when `block` is off."""
    _, address, _ = page.queue(default_concurrency_limit=4).launch(
        server_name=web.host,
        server_port=web.port,
        inbrowser=web.open_browser,
        prevent_thread_lock=True,
        quiet=True,
        show_error=False,
        share=False,
        footer_links=[],
        max_file_size=LARGEST_FILE,
        ssr_mode=False,
        theme=make_theme(),
        css=load_css(),
    )
    if block:
        print(f"The advisor is at http://{web.host}:{web.port} – stop it with Ctrl+C.")  # noqa: T201
        page.block_thread()
    return str(address)


def converse(advisor: Advisor, question: str, memory: Memory) -> Iterator[Progress]:
    """A turn as the page shows it, sentence by sentence; what goes wrong is logged and becomes one fixed sentence."""
    try:
        writing = False
        for step in advisor.stream(question, memory):
            if isinstance(step, Partial):
                writing = True
                yield Writing(step.text)
                continue
            for text in () if writing else reveal(step.reply.text):
                yield Writing(text)
                time.sleep(REVEAL_S)
            yield Written(step.reply, step.memory)
    except Exception:
        log.exception("A turn failed: %.200r", question)
        yield Failed(SORRY)


def check_port(web: WebSettings) -> None:
    """Returns when the port can be served on.

    Raises:
        AdvisorError: it cannot; the message says which setting moves the app elsewhere.
    """
    with socket.socket(socket.AF_INET6 if ":" in web.host else socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((web.host, web.port))
        except OSError as error:
            raise AdvisorError(
                f"Cannot serve on {web.host}:{web.port} ({error.strerror or error}): stop the program that uses it, "
                f"or choose another port with ADVISOR_WEB__PORT={web.port + 1 if web.port < 65535 else 7861}."
            ) from error


def _status(advisor: Advisor) -> str:
    documents = len(advisor.documents())
    careers = len(advisor.careers.careers)
    if not documents:
        return "No documents have been read yet: put some into corpus/ and run python -m ingest."
    return (
        f"Answers from {documents} document{'s' if documents != 1 else ''}"
        f" about {careers} career{'s' if careers != 1 else ''}, every statement cited."
    )


if __name__ == "__main__":
    sys.exit(main())
