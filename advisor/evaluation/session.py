"""The steps of the evaluation commands: prepare, run, publish, compare, gate."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter
from rich.console import Console
from rich.progress import Progress

from advisor.evaluation import benchmarks, formats, gate
from advisor.evaluation.comparison import Comparison, compare_systems
from advisor.evaluation.coverage import Coverage, make_probes, make_questions, measure_coverage
from advisor.evaluation.environment import Environment, record_environment
from advisor.evaluation.plain_recipe import NAME as RECIPE
from advisor.evaluation.plain_recipe import PlainRecipe
from advisor.evaluation.questions import Question, load_questions, write_questions
from advisor.evaluation.report import render_comparison, write_report
from advisor.evaluation.responses import Response, System, load_answers
from advisor.evaluation.results import Agreement, Results, SystemResult, evaluate_system, load_results, save_results
from advisor.evaluation.runner import run_questions
from advisor.evaluation.systems import NAME, Bench, check_ablations, open_bench
from advisor.evaluation.terminal import comparison_table, coverage_table, results_table, types_table
from advisor.settings import load_settings


def prepare(corpus: Path | None, report: Path) -> Bench:
    """The bench over the settings' store, or over `corpus` with a store inside the report folder."""
    return open_bench(load_settings(), corpus=corpus, store=report / "store")


def convert(
    form: Literal["mtrag", "squad", "paraphrases"],
    questions: Path,
    qrels: Path | None,
    passages: Path | None,
    report: Path,
) -> tuple[Path, Path | None]:
    """The question set, and the documents it brings, that a file of another form was written out as under `report`."""
    if form == "paraphrases":
        return _written(report / "questions.jsonl", formats.read_paraphrases(questions)), None
    if form == "squad":
        read, texts = benchmarks.read_squad(questions)
    else:
        read, texts = benchmarks.read_mtrag(questions, qrels, passages)
    return formats.write_out(report, read, texts)


def draft_from_feedback(path: Path, report: Path) -> Path:
    """The draft question set that exported feedback was written out as."""
    return _written(report / "draft.jsonl", formats.read_feedback(path))


def _written(path: Path, questions: Sequence[Question]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_questions(path, questions)
    return path


def run(
    console: Console,
    bench: Bench,
    path: Path,
    report: Path,
    *,
    answers: Path | None = None,
    name: str | None = None,
    ablations: Sequence[str] = (),
    judge: str | None = None,
    retrieval: bool = False,
) -> Results:
    """Ask (or read) the system under evaluation and the plain recipe, and score both."""
    check_ablations(ablations)
    questions = load_questions(path, bench.texts)
    settings = dict(bench.settings) | ({"ablated": ", ".join(ablations)} if ablations else {})
    environment = record_environment(questions, bench.texts, settings=settings, models=bench.models)
    if answers is not None:
        given = load_answers(answers, questions)
        main_name, responses = name or answers.stem, [given[question.id] for question in questions]
    else:
        main_name = " ".join(["retriever" if retrieval else NAME, *(f"without {part}" for part in ablations)])
        system = bench.build_retriever(ablations) if retrieval else bench.build(ablations)
        responses = _ask(console, system, questions, report, main_name, environment)
    main = evaluate_system(main_name, questions, responses, bench.texts)
    with PlainRecipe(bench.texts, bench.embedder) as recipe:
        plain = _ask(console, recipe, questions, report, RECIPE, environment)
    systems = (main, evaluate_system(RECIPE, questions, plain, bench.texts))
    judgements: tuple[Agreement, ...] = ()
    if judge is not None:
        from advisor.evaluation.judge import connect_judge, judge_system

        judgements = (judge_system(judge, connect_judge(judge), questions, main),)
    return Results(environment, tuple(questions), systems, judgements)


def _ask(
    console: Console, system: System, questions: Sequence[Question], report: Path, name: str, environment: Environment
) -> list[Response]:
    path = report / f"{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')}.jsonl"
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task(name, total=len(questions))
        return run_questions(
            system,
            questions,
            path,
            name=name,
            fingerprint=environment.fingerprint,
            progress=lambda count: progress.advance(task, count),
        )


def publish(console: Console, results: Results, texts: Mapping[str, str], report: Path) -> None:
    """Write results.json and report.html, and print the tables."""
    saved = save_results(report, results)
    page = write_report(report, results, texts)
    console.print(results_table(results))
    console.print(types_table(results))
    for judgement in results.judgements:
        agreement = "–" if judgement.agreement is None else f"{judgement.agreement:.0%}"
        console.print(
            f"{judgement.judge} agrees with the patterns on {agreement}; {judgement.unstable} unstable verdicts"
        )
    console.print(f"Report: {page}\nResults: {saved}", highlight=False)


def compare(console: Console, before: Path, results: Results, report: Path) -> Comparison:
    """Print how a run differs from an earlier one and write comparison.html."""
    earlier = load_results(before)
    old = _renamed(earlier.main, f"{earlier.main.name}, before" if earlier.main.name == results.main.name else None)
    found = compare_systems(results.questions, old, results.main, before_questions=earlier.questions)
    console.print(comparison_table(found))
    report.mkdir(parents=True, exist_ok=True)
    page = report / "comparison.html"
    page.write_text(render_comparison(found, results, old), encoding="utf-8")
    console.print(f"Comparison: {page}", highlight=False)
    return found


def _renamed(result: SystemResult, name: str | None) -> SystemResult:
    return SystemResult(name or result.name, result.responses, result.scores, result.summary)


def check_baseline(console: Console, path: Path, results: Results, *, accept: bool, command: str) -> bool:
    """True when no pinned measure fell below the baseline by more than noise; `accept` writes a new one instead.

    `command` is the one that would accept these scores.
    """
    if accept:
        gate.save_baseline(path, gate.make_baseline(results.main, results.environment))
        console.print(f"Accepted as the baseline: {path}", highlight=False)
        return True
    accepted = gate.load_baseline(path, results.environment, accept=command)
    drops = gate.find_drops(accepted, results.questions, results.main)
    if not drops:
        console.print("No measure fell below the baseline.")
        return True
    faults = {one.id: one.faults for one in results.main.scores}
    console.print(gate.describe_drops(drops, faults, accept=command), style="red", highlight=False, markup=False)
    return False


def accept_command(options: Sequence[str]) -> str:
    """The command that makes the scores of a run with these options the accepted ones."""
    return shlex.join(["python", "-m", "advisor", "evaluate", *options, "--accept"])


def run_coverage(console: Console, bench: Bench, report: Path) -> Coverage:
    """Ask for every stated fact in three wordings, print what cannot be reached and write coverage.json."""
    probes, unasked = make_probes(bench.catalogue)
    questions = make_questions(probes)
    environment = record_environment(questions, bench.texts, settings=bench.settings, models=bench.models)
    responses = _ask(console, bench.build(()), questions, report, "coverage", environment)
    answers = {question.question: response for question, response in zip(questions, responses, strict=True)}
    coverage = measure_coverage(probes, unasked, answers, bench.texts)
    (report / "coverage.json").write_bytes(TypeAdapter(Coverage).dump_json(coverage, indent=1))
    console.print(coverage_table(coverage))
    return coverage
