"""`python -m advisor evaluate` and `compare`: what evaluators type."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console

from advisor.errors import AdvisorError
from vectorstore.errors import StoreError

QUESTIONS = Path("tests/quality/questions_report.jsonl")
REPORT = Path("reports/evaluation")

Format = Literal["jsonl", "paraphrases", "mtrag", "squad", "feedback"]


def evaluate(
    questions: Annotated[Path, typer.Option(help="Question set, one JSON object a line.")] = QUESTIONS,
    corpus: Annotated[Path | None, typer.Option(help="Documents to ask over, with a store of their own.")] = None,
    report: Annotated[Path, typer.Option(help="Folder for report.html, results.json and the answers.")] = REPORT,
    answers: Annotated[Path | None, typer.Option(help="Score this batch output of any system instead.")] = None,
    name: Annotated[str | None, typer.Option(help="What to call the system of --answers.")] = None,
    ablate: Annotated[
        list[str] | None,
        typer.Option(help="Leave out reranker, bm25, rewriting, gate or profiles. Repeatable."),
    ] = None,
    retrieval: Annotated[bool, typer.Option("--retrieval", help="Score the retriever alone, on gold spans.")] = False,
    coverage: Annotated[bool, typer.Option("--coverage", help="Ask for every stated fact in three wordings.")] = False,
    compare_with: Annotated[
        Path | None, typer.Option("--compare", help="Report folder of an earlier run to compare with.")
    ] = None,
    judge: Annotated[
        str | None, typer.Option(help="Let this model judge as well, as in openai:gpt-4o-mini. Off by default.")
    ] = None,
    baseline: Annotated[Path | None, typer.Option(help="Fail when a measure fell below these scores.")] = None,
    accept: Annotated[bool, typer.Option("--accept", help="Make these scores the --baseline.")] = False,
    form: Annotated[
        Format,
        typer.Option(
            "--format",
            help="Format of --questions; paraphrases are questions in several wordings, mtrag and squad bring their "
            "documents.",
        ),
    ] = "jsonl",
    qrels: Annotated[Path | None, typer.Option(help="With --format mtrag: the judgements, as TSV.")] = None,
    passages: Annotated[Path | None, typer.Option(help="With --format mtrag: the passage-level corpus.")] = None,
) -> None:
    """Score the advisor, or any system's answers, on a question set; the plain LangChain recipe stands beside it.

    Exit code 0: done. 1: a measure fell below the baseline. 2: nothing could be done.
    """
    from advisor.evaluation import session

    console = Console()
    with _sentences():
        if form == "feedback":
            console.print(
                f"Draft set: {session.draft_from_feedback(questions, report)}; write what answers must include."
            )
            return
        asked, documents = questions, None
        if form != "jsonl":
            asked, documents = session.convert(form, questions, qrels, passages, report)
        bench = session.prepare(documents or corpus, report)
        if coverage:
            session.run_coverage(console, bench, report)
            return
        results = session.run(
            console,
            bench,
            asked,
            report,
            answers=answers,
            name=name,
            ablations=ablate or [],
            judge=judge,
            retrieval=retrieval,
        )
        session.publish(console, results, bench.texts, report)
        if compare_with is not None:
            session.compare(console, compare_with, results, report)
        if baseline is not None:
            command = session.accept_command(
                questions=questions,
                corpus=corpus,
                report=report if report != REPORT else None,
                answers=answers,
                name=name,
                ablate=ablate,
                retrieval=retrieval,
                format=form if form != "jsonl" else None,
                qrels=qrels,
                passages=passages,
                baseline=baseline,
            )
            if not session.check_baseline(console, baseline, results, accept=accept, command=command):
                raise typer.Exit(1)


def compare(
    before: Annotated[Path, typer.Argument(help="Report folder of the earlier run.")],
    after: Annotated[Path, typer.Argument(help="Report folder of the later run.")],
    report: Annotated[Path | None, typer.Option(help="Folder for comparison.html; that of the later run.")] = None,
) -> None:
    """Say whether two runs over the same questions really differ, and which questions were won and lost."""
    from advisor.evaluation import session
    from advisor.evaluation.results import load_results

    with _sentences():
        folder = after if after.is_dir() else after.parent
        session.compare(Console(), before, load_results(after), report or folder)


@contextmanager
def _sentences() -> Iterator[None]:
    """Errors that a user can act on become their sentence on stderr and exit code 2."""
    try:
        yield
    except (AdvisorError, StoreError) as error:
        print(error, file=sys.stderr)  # noqa: T201 - the command line speaks
        raise typer.Exit(2) from error
