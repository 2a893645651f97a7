"""The web app: composes the pages around an advisor and serves them. Run `python ui.py`, or `make run`."""

from __future__ import annotations

import logging
import os
import socket
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.conversation import Partial
from advisor.errors import AdvisorError
from advisor.pages.look import load_css, make_theme
from advisor.pages.revealing import reveal
from advisor.pages.talk import Failed, Progress, Talk, Writing, Written
from advisor.settings import Settings, WebSettings, build_advisor, load_settings
from vectorstore.errors import StoreError

if TYPE_CHECKING:
    import gradio as gr

    from advisor.conversation import Advisor
    from advisor.memory import Memory

SORRY = (
    "Something went wrong while answering. The details are in the program's log; please try again or ask differently."
)
REVEAL_S = 0.03  # between two sentences: long enough for a browser to paint each, too short to wait for

log = logging.getLogger("advisor.ui")


def main() -> int:
    """The exit code: 0 after a served session, 2 when the app could not start."""
    try:
        settings = load_settings()
        check_port(settings.web)
        advisor = build_advisor(settings)
    except (AdvisorError, StoreError) as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201
        return 2
    serve(build_page(advisor, settings), settings.web)
    return 0


def build_page(advisor: Advisor, settings: Settings) -> gr.Blocks:
    """The whole page, not yet served."""
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")  # read when Blocks is made: no request leaves the page
    import gradio as gr

    from advisor.pages.chat import build_chat

    talk = Talk(
        ask=lambda question, memory: converse(advisor, question, memory),
        document=lambda wanted: {document.id: document for document in advisor.documents()}.get(wanted),
        examples=advisor.examples,
        status=_status(advisor),
        model=settings.model.name,
    )
    page = gr.Blocks(title="Career advisor", analytics_enabled=False, fill_width=True)
    with page:
        build_chat(talk)
    return page


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
