"""The advisor's scores on the reporting set against the accepted ones."""

from pathlib import Path

import pytest
from rich.console import Console

from advisor.evaluation import session

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
QUESTIONS = HERE / "questions_report.jsonl"
BASELINE = HERE / "baseline.json"


@pytest.mark.eval
@pytest.mark.slow
def test_no_measure_fell_below_the_accepted_baseline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    questions, baseline = QUESTIONS.relative_to(ROOT), BASELINE.relative_to(ROOT)
    console = Console(record=True, width=160)
    corpus = Path("corpus")
    bench = session.prepare(corpus, tmp_path)
    results = session.run(console, bench, questions, tmp_path)
    options = ["--questions", str(questions), "--corpus", str(corpus), "--baseline", str(baseline)]
    command = session.accept_command(options)
    assert session.check_baseline(console, baseline, results, accept=False, command=command), console.export_text()
