import json
from pathlib import Path

import pytest

from advisor.check import ClaimsFileError, check_file


def run(tmp_path: Path, *lines: object) -> list[dict[str, object]]:
    claims, verdicts = tmp_path / "claims.jsonl", tmp_path / "verdicts.jsonl"
    claims.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    check_file(claims, verdicts)
    return [json.loads(line) for line in verdicts.read_text(encoding="utf-8").splitlines()]


SPAN = {"text": "3-5 years exp. • $95,000-$135,000/yr", "document": "guide.txt", "section": "Data Analyst"}


def test_every_claim_gets_a_verdict_with_its_checks_and_time(tmp_path: Path) -> None:
    [row] = run(tmp_path, {"id": "a", "claim": "A data analyst earns $95,000–$135,000.", "spans": [SPAN]})
    assert row["id"] == "a"
    assert row["supported"] is True
    assert isinstance(row["latency_ms"], float)
    assert all(set(check) == {"name", "passed", "detail"} for check in row["checks"])  # type: ignore[attr-defined]


def test_the_failed_check_says_what_was_seen_and_what_is_stated(tmp_path: Path) -> None:
    [row] = run(tmp_path, {"id": 1, "claim": "A data analyst earns $95,000–$145,000.", "spans": [SPAN]})
    [failed] = [check for check in row["checks"] if not check["passed"]]  # type: ignore[attr-defined]
    assert failed["name"] == "figures"
    assert "$145,000" in failed["detail"]
    assert "$135,000" in failed["detail"]


def test_a_claim_that_another_shown_span_carries_is_recited(tmp_path: Path) -> None:
    other = {
        "text": "Analysts clean clinical data under supervision.",
        "document": "guide.txt",
        "section": "Data Analyst",
    }
    line = {"id": "a", "claim": "Analysts clean clinical data under supervision.", "spans": [SPAN], "shown": [other]}
    [row] = run(tmp_path, line)
    assert row["supported"] is True
    assert row["recited_to"] == [other]


def test_a_claim_without_spans_is_not_supported(tmp_path: Path) -> None:
    [row] = run(tmp_path, {"id": "a", "claim": "Analysts clean clinical data."})
    assert row["supported"] is False


def test_a_line_that_is_no_claim_is_named_with_its_number(tmp_path: Path) -> None:
    with pytest.raises(ClaimsFileError, match=r"line 2 .*claim"):
        run(tmp_path, {"id": "a", "claim": "x", "spans": []}, {"id": "b"})
