"""Asking a system every question of a set, writing each answer as it comes, so that an interruption loses nothing."""

from __future__ import annotations

import json
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from pydantic import BaseModel, ValidationError

from advisor.evaluation.errors import InterruptedRunError
from advisor.evaluation.questions import Question
from advisor.evaluation.responses import Response, System


class RunHeader(BaseModel):
    """First line of a run file: which system, and the fingerprint of what it was asked with."""

    system: str
    fingerprint: str
    finished: bool = False


def run_questions(
    system: System,
    questions: Sequence[Question],
    path: Path,
    *,
    name: str,
    fingerprint: str,
    progress: Callable[[int], None] | None = None,
) -> list[Response]:
    """The responses in question order; `path` holds each as a batch line from the moment it was given.

    A run of the same fingerprint that was interrupted goes on where it stopped and asks nothing twice; a finished one
    is kept beside the new one as `….previous.jsonl`. A question on which the system raises is answered by its error,
    which is wrong. `progress` is called with the number of questions done since.

    Raises:
        InterruptedRunError: `path` holds an unfinished run made with other questions, documents, code or settings.
    """
    done = _resume(path, name, fingerprint)
    if not done:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_header(path, name, fingerprint)
    elif progress is not None:
        progress(len(done))
    with path.open("a", encoding="utf-8") as lines:
        for question in questions:
            if question.id in done:
                continue
            response = _ask(system, question)
            lines.write(response.model_dump_json(exclude_defaults=True) + "\n")
            lines.flush()
            done[question.id] = response
            if progress is not None:
                progress(1)
        lines.write(json.dumps({"run": {"system": name, "fingerprint": fingerprint, "finished": True}}) + "\n")
    return [done[question.id] for question in questions]


def _ask(system: System, question: Question) -> Response:
    started = time.perf_counter()
    try:
        response = system(question)
    except Exception as error:  # noqa: BLE001 - a system under test may fail in any way, and that is a finding
        trace = "".join(traceback.format_exception(error)[-3:])
        response = Response(id=question.id, answer="", error=f"{type(error).__name__}: {error}", request=trace)
    elapsed_ms = (time.perf_counter() - started) * 1000
    update = {"id": question.id} | ({"latency_ms": elapsed_ms} if response.latency_ms is None else {})
    return response.model_copy(update=update)


def _write_header(path: Path, name: str, fingerprint: str) -> None:
    path.write_text(json.dumps({"run": {"system": name, "fingerprint": fingerprint}}) + "\n", encoding="utf-8")


def _resume(path: Path, name: str, fingerprint: str) -> dict[str, Response]:
    """The responses of an interrupted run of the same fingerprint; leaves the file holding exactly those."""
    if not path.exists():
        return {}
    headers: list[RunHeader] = []
    responses: dict[str, Response] = {}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if (header := _header(line)) is not None:
            headers.append(header)
        elif (response := _response(line)) is not None:  # an interruption may have cut the last line short
            responses[response.id] = response
    if not headers or headers[-1].finished:
        path.replace(path.with_suffix(".previous.jsonl"))
        return {}
    if headers[0].fingerprint != fingerprint or headers[0].system != name:
        raise InterruptedRunError(
            f"{path} holds {len(responses)} answers of an interrupted run made with other questions, documents, code "
            f"or settings; delete it or give another --report folder"
        )
    _write_header(path, name, fingerprint)
    with path.open("a", encoding="utf-8") as lines:
        lines.writelines(response.model_dump_json(exclude_defaults=True) + "\n" for response in responses.values())
    return responses


def _header(line: str) -> RunHeader | None:
    try:
        value = json.loads(line)
    except json.JSONDecodeError:
        return None
    return RunHeader.model_validate(value["run"]) if isinstance(value, dict) and "run" in value else None


def _response(line: str) -> Response | None:
    try:
        return Response.model_validate_json(line)
    except ValidationError:
        return None
