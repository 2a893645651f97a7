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

# The options of `evaluate`.
Questions = Annotated[Path, typer.Option(help="Question set, one JSON object a line.")]
Corpus = Annotated[Path | None, typer.Option(help="Documents to ask over, with a store of their own.")]
Report = Annotated[Path, typer.Option(help="Folder for report.html, results.json and the answers.")]
Answers = Annotated[Path | None, typer.Option(help="Score this batch output of any system instead.")]
Name = Annotated[str | None, typer.Option(help="What to call the system of --answers.")]
Ablations = Annotated[
    list[str] | None, typer.Option(help="Leave out reranker, bm25, rewriting, gate or profiles. Repeatable.")
]
Retrieval = Annotated[bool, typer.Option("--retrieval", help="Score the retriever alone, on gold spans.")]
Coverage = Annotated[bool, typer.Option("--coverage", help="Ask for every stated fact in three wordings.")]
Earlier = Annotated[Path | None, typer.Option("--compare", help="Report folder of an earlier run to compare with.")]
Judge = Annotated[
    str | None, typer.Option(help="Let this model judge as well, as in openai:gpt-4o-mini. Off by default.")
]
Baseline = Annotated[Path | None, typer.Option(help="Fail when a measure fell below these scores.")]
Accept = Annotated[bool, typer.Option("--accept", help="Make these scores the --baseline.")]
Form = Annotated[
    Format,
    typer.Option(
        "--format",
        help="Format of --questions; paraphrases are questions in several wordings, mtrag and squad bring their "
        "documents.",
    ),
]
Qrels = Annotated[Path | None, typer.Option(help="With --format mtrag: the judgements, as TSV.")]
Passages = Annotated[Path | None, typer.Option(help="With --format mtrag: the passage-level corpus.")]


def evaluate(
    questions: Questions = QUESTIONS,
    corpus: Corpus = None,
    report: Report = REPORT,
    answers: Answers = None,
    name: Name = None,
    ablate: Ablations = None,
    retrieval: Retrieval = False,
    coverage: Coverage = False,
    compare_with: Earlier = None,
    judge: Judge = None,
    baseline: Baseline = None,
    accept: Accept = False,
    form: Form = "jsonl",
    qrels: Qrels = None,
    passages: Passages = None,
) -> None:
    """Score the advisor, or any system's answers, on a question set; the plain LangChain recipe stands beside it.

    Exit code 0: done. 1: a measure fell below the baseline. 2: nothing could be done.
    """
    from advisor.evaluation import session

    console = Console()
    with _sentences():
        if form == "feedback":
            draft = session.draft_from_feedback(questions, report)
            console.print(f"Draft set: {draft}; write what answers must include.")
            return
        if form != "jsonl":
            questions, documents = session.convert(form, questions, qrels, passages, report)
            corpus = documents or corpus
        bench = session.prepare(corpus, report)
        if coverage:
            session.run_coverage(console, bench, report)
            return
        results = session.run(
            console,
            bench,
            questions,
            report,
            answers=answers,
            name=name,
            ablations=ablate or (),
            judge=judge,
            retrieval=retrieval,
        )
        session.publish(console, results, bench.texts, report)
        if compare_with is not None:
            session.compare(console, compare_with, results, report)
        command = session.accept_command(sys.argv[2:])
        if baseline and not session.check_baseline(console, baseline, results, accept=accept, command=command):
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
