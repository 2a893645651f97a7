"""The command line, with a scripted advisor where a model would be loaded."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import cast

import pytest
from typer.testing import CliRunner

import ui
from advisor import __main__ as cli
from advisor.conversation import Advisor
from advisor.errors import AdvisorError
from advisor.settings import Settings, WebSettings
from tests.browser.scripted import ScriptedAdvisor

GOOD = '{"id": "good", "question": "What does a senior earn?"}'


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line builds a scripted advisor instead of loading models."""

    def build(settings: Settings) -> Advisor:
        return cast(Advisor, ScriptedAdvisor())

    monkeypatch.setattr(cli, "build_advisor", build)


def run(*arguments: str, typed: str | None = None) -> tuple[int, str, str]:
    """The exit code, what was printed, and what was complained of."""
    result = CliRunner().invoke(cli.app, arguments, input=typed)
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.usefixtures("scripted")
def test_a_malformed_line_is_reported_and_the_others_are_answered(tmp_path: Path) -> None:
    questions, answers = tmp_path / "questions.jsonl", tmp_path / "answers.jsonl"
    questions.write_text(f"{GOOD}\nnonsense\n{GOOD}\n", encoding="utf-8")
    code, _, complaints = run("batch", str(questions), str(answers))
    lines = [json.loads(line) for line in answers.read_text(encoding="utf-8").splitlines()]
    assert code == 1
    assert [line.get("kind", line.get("line")) for line in lines] == ["answer", 2, "answer"]
    assert "line 2: not JSON" in complaints


@pytest.mark.usefixtures("scripted")
def test_a_file_of_good_lines_ends_with_success(tmp_path: Path) -> None:
    questions = tmp_path / "questions.jsonl"
    questions.write_text(GOOD, encoding="utf-8")
    assert run("batch", str(questions), str(tmp_path / "answers.jsonl"))[0] == 0


@pytest.mark.usefixtures("scripted")
def test_a_file_that_cannot_be_read_or_written_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "missing.jsonl"
    code, _, complaints = run("batch", str(missing), str(tmp_path / "answers.jsonl"))
    assert code == 2
    assert "Cannot read" in complaints
    missing.write_text(GOOD, encoding="utf-8")
    code, _, complaints = run("batch", str(missing), str(tmp_path / "no" / "folder.jsonl"))
    assert code == 2
    assert "Cannot write" in complaints


@pytest.mark.usefixtures("scripted")
def test_an_answer_is_printed_with_its_sources() -> None:
    code, printed, _ = run("ask", "What does a senior earn?")
    assert code == 0
    assert "**$70,000–$95,000** a year at the entry [1]" in printed
    assert "[1] AI Clinical Decision Support Specialist – A section: “Senior CDS Specialist" in printed


@pytest.mark.usefixtures("scripted")
def test_json_output_is_one_object() -> None:
    _, printed, _ = run("ask", "--json", "Do I need a visa?")
    assert json.loads(printed)["abstained"] is True


@pytest.mark.usefixtures("scripted")
def test_a_chat_ends_with_its_input() -> None:
    code, printed, _ = run("chat", typed="Compare the two careers\n/new\nDo I need a visa?\n")
    assert code == 0
    assert "Decision support takes longer" in printed
    assert "forgotten" in printed
    assert "do not cover visas" in printed


def test_an_unknown_setting_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_WEB__PROT", "1")
    code, _, complaints = run("ask", "Pay?")
    assert code == 2
    assert "did you mean ADVISOR_WEB__PORT?" in complaints
    assert "Traceback" not in complaints


def test_a_corpus_that_is_no_folder_is_named(tmp_path: Path) -> None:
    code, _, complaints = run("ask", "Pay?", "--corpus", str(tmp_path / "missing"))
    assert code == 2
    assert "--corpus takes a folder of documents" in " ".join(complaints.split())


@pytest.mark.loopback
def test_a_port_in_use_is_refused_with_another_to_try() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(AdvisorError, match="choose another port with ADVISOR_WEB__PORT="):
            ui.check_port(WebSettings(port=port))
