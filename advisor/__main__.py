"""`python -m advisor`: ask, chat, answer a file of questions, evaluate the answers."""

from __future__ import annotations

import hashlib
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markdown import Markdown
from rich.text import Text

from advisor.batch import answer_question, answer_questions, to_line
from advisor.errors import AdvisorError
from advisor.evaluation.cli import compare, evaluate
from advisor.memory import Memory
from advisor.settings import Settings, build_advisor, load_settings, open_library
from advisor.types import Clarification, Reply
from vectorstore.errors import StoreError

if TYPE_CHECKING:
    from advisor.conversation import Advisor

HELP = "Ask about careers: every claim in an answer cites the passage it comes from."
GOODBYES = frozenset({"/quit", "/exit", "/q"})
FAILED = 1  # something was not answered, the rest was
UNUSABLE = 2  # nothing could be done

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=HELP)
app.command()(evaluate)
app.command()(compare)
out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

Corpus = Annotated[
    Path | None, typer.Option("--corpus", help="Answer over this folder of documents, in a store of its own.")
]


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question, in quotes.")],
    corpus: Corpus = None,
    json: Annotated[bool, typer.Option("--json", help="Print the reply as one JSON object.")] = False,
) -> None:
    """Answer one question, with its sources."""
    with _complaints():
        advisor = _advisor(corpus)
        if json:
            print(to_line(answer_question(advisor, question)), end="")
        else:
            _show(advisor.reply(question)[0])


@app.command()
def chat(corpus: Corpus = None) -> None:
    """Talk in the terminal; /new forgets the conversation, /quit ends it."""
    with _complaints():
        advisor = _advisor(corpus)
        memory = Memory()
        out.print("Ask about the careers in the documents. /new starts over, /quit ends.", style="dim")
        for question in _typed():
            if question in GOODBYES:
                return
            if question == "/new":
                memory = Memory()
                out.print("Everything said so far is forgotten.", style="dim")
                continue
            reply, memory = advisor.reply(question, memory)
            _show(reply)


@app.command()
def batch(
    questions: Annotated[Path, typer.Argument(help="One question a line, as JSON.")],
    answers: Annotated[Path, typer.Argument(help="Where the answers go, one a line; - for the terminal.")],
    corpus: Corpus = None,
) -> None:
    """Answer a file of questions, line by line.

    Exit code 0: every line was answered. 1: some were not, each with an error line; the others were. 2: none could be.
    """
    with _complaints():
        try:
            lines = questions.read_bytes().split(b"\n")
        except OSError as error:
            raise AdvisorError(f"Cannot read {questions}: {error.strerror or error}.") from error
        advisor = _advisor(corpus)
        failures = 0
        with _writing(answers) as write:
            for fields in answer_questions(advisor, lines):
                write(to_line(fields))
                if "error" in fields:
                    failures += 1
                    err.print(f"line {fields['line']}: {fields['error']}", style="red", markup=False)
    raise typer.Exit(FAILED if failures else 0)


@app.command()
def models() -> None:
    """Check the connected language model: whether it answers, else what is wrong and how to mend it."""
    with _complaints():
        settings = load_settings().model
        if settings.name is None:
            out.print("No language model is connected: the built-in writer answers. Name one in ADVISOR_MODEL__NAME.")
            return
        from advisor.models import check_model

        out.print(f"{settings.name} answers, after {check_model(settings):.1f} s.", markup=False)


@app.command()
def check(
    claims: Annotated[Path, typer.Argument(help="One claim a line with the spans it cites, as JSON.")],
    verdicts: Annotated[Path, typer.Argument(help="Where the verdicts go, one a line.")],
    corpus: Corpus = None,
) -> None:
    """Check claims of any system against the spans they cite; headings come from the store's documents."""
    with _complaints():
        from advisor.check import check_file, summarise

        settings = load_settings()
        if corpus is not None:
            settings = _ingested(settings, corpus)
        library, encode = open_library(settings)
        try:
            summary = check_file(claims, verdicts, library=library, embed=encode)
        except OSError as error:
            raise AdvisorError(f"Cannot write {verdicts}: {error.strerror or error}.") from error
        if library is None:
            err.print(f"There is no store at {settings.store.path}: spans stand under no headings but their own.")
        out.print(summarise(summary), markup=False)


def main() -> None:
    """Run the command line."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    app()


def _advisor(corpus: Path | None) -> Advisor:
    settings = load_settings()
    if corpus is not None:
        settings = _ingested(settings, corpus)
    return build_advisor(settings)


def _ingested(settings: Settings, corpus: Path) -> Settings:
    """The settings with a store that holds the documents of `corpus`, brought up to date.

    The ingest runs as a program of its own: `advisor` and `ingest` share the store and nothing else.
    """
    if not corpus.is_dir():
        raise AdvisorError(f"There is no folder {corpus}: --corpus takes a folder of documents.")
    name = hashlib.sha256(str(corpus.resolve()).encode()).hexdigest()[:12]
    store = settings.store.path.parent / "corpora" / f"{corpus.resolve().name}-{name}"
    command = [sys.executable, "-m", "ingest", str(corpus), "--store", str(store)]
    done = subprocess.run(command, stdout=sys.stderr, check=False)
    if done.returncode not in (0, FAILED):
        raise AdvisorError(f"The documents of {corpus} could not be read; what is wrong is said above.")
    return settings.model_copy(update={"store": settings.store.model_copy(update={"path": store})})


@contextmanager
def _complaints() -> Iterator[None]:
    """Turns what a user can mend into one sentence and exit code 2."""
    try:
        yield
    except (AdvisorError, StoreError) as error:
        err.print(f"error: {error}", style="red", markup=False)
        raise typer.Exit(UNUSABLE) from None
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


@contextmanager
def _writing(path: Path) -> Iterator[Callable[[str], object]]:
    if str(path) == "-":
        yield sys.stdout.write
        return
    try:
        file = path.open("w", encoding="utf-8", newline="\n", buffering=1)
    except OSError as error:
        raise AdvisorError(f"Cannot write {path}: {error.strerror or error}.") from error
    with file:
        yield file.write


def _typed() -> Iterator[str]:
    """What the user types, until the end of input."""
    while True:
        try:
            question = out.input("[bold]> [/bold]" if sys.stdin.isatty() else "").strip()
        except EOFError:
            return
        if question:
            yield question


def _show(reply: Reply) -> None:
    """Prints a reply: formatted on a terminal, as plain Markdown into a file or another program."""
    if not out.is_terminal:
        out.file.write(reply.text + "\n")
    else:
        out.print(Markdown(reply.text))
    if reply.request.standalone.casefold() != reply.request.question.strip().casefold():
        out.print(Text(f"Searched for: {reply.request.standalone}", style="dim italic"), soft_wrap=True)
    for citation in reply.citations:
        page = f", page {citation.page}" if citation.page else ""
        words = " ".join(citation.text.split())
        place = f"[{citation.n}] {citation.document_title} – {citation.section}{page}: “{words}”"
        out.print(Text(place, style="dim"), soft_wrap=True)
    choices = reply.choices if isinstance(reply, Clarification) else reply.offers
    for choice in choices:
        out.print(Text(f"· {choice}", style="cyan"), soft_wrap=True)


if __name__ == "__main__":
    main()
