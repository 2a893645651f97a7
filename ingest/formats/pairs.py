"""Question–answer pairs in JSON or CSV to Markdown: each question a heading, its answer under it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ingest.formats.extracted import Extracted, UnreadableError
from ingest.formats.plain import decode

_QUESTIONS = ("question", "q", "prompt", "name", "frage", "query")
_ANSWERS = ("answer", "a", "response", "acceptedanswer", "text", "antwort", "completion")
_TITLES = ("title", "career", "topic")
Json = Mapping[str, "Json"] | Sequence["Json"] | str | float | bool | None


def extract_json(content: bytes) -> Extracted:
    """The pairs of a JSON file: a list of objects with a question and an answer, at whatever depth, or a mapping.

    Raises:
        UnreadableError: it is not JSON, or holds no pairs.
    """
    try:
        data: Json = json.loads(decode(content))
    except json.JSONDecodeError as error:
        raise UnreadableError(f"it is not JSON: {error.msg} in line {error.lineno}") from error
    except RecursionError as error:
        raise UnreadableError("its JSON is nested too deeply") from error
    pairs = list(_pairs(data)) or _mapping(data)
    if not pairs:
        raise UnreadableError('it holds no question–answer pairs: wanted [{"question": …, "answer": …}, …]')
    title = _text(data, _TITLES) if isinstance(data, Mapping) else None
    return _extracted(pairs, title)


def extract_csv(content: bytes) -> Extracted:
    """The pairs of a CSV file with question and answer columns; any other CSV becomes a Markdown table.

    Raises:
        UnreadableError: it holds no rows.
    """
    text = decode(content)
    try:
        dialect = csv.Sniffer().sniff(text[:4096], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    try:
        rows = [row for row in csv.reader(io.StringIO(text), dialect) if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise UnreadableError(f"it is not readable CSV ({error})") from error
    if len(rows) < 2:
        raise UnreadableError("it holds no rows below a header")
    header = [cell.strip().casefold() for cell in rows[0]]
    question = next((header.index(name) for name in _QUESTIONS if name in header), None)
    answer = next((header.index(name) for name in _ANSWERS if name in header), None)
    if question is None or answer is None:
        return Extracted(_table(rows))
    width = max(question, answer)
    return _extracted([(row[question], row[answer]) for row in rows[1:] if len(row) > width])


def _pairs(data: Json) -> Iterator[tuple[str, str]]:
    if isinstance(data, Mapping):
        question, answer = _text(data, _QUESTIONS), _text(data, _ANSWERS)
        if question and answer:
            yield question, answer
        else:
            for value in data.values():
                yield from _pairs(value)
    elif isinstance(data, Sequence) and not isinstance(data, str):
        for value in data:
            yield from _pairs(value)


def _mapping(data: Json) -> list[tuple[str, str]]:
    if not isinstance(data, Mapping):
        return []
    return [(name, value) for name, value in data.items() if isinstance(value, str) and " " in name.strip()]


def _text(data: Mapping[str, Json], names: Iterable[str]) -> str | None:
    lowered = {name.casefold(): value for name, value in data.items()}
    for name in names:
        value = lowered.get(name)
        if isinstance(value, Mapping):
            value = value.get("text")
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None


def _extracted(pairs: Iterable[tuple[str, str]], title: str | None = None) -> Extracted:
    head = f"# {title}\n\n" if title else ""
    lines = (f"## {' '.join(question.split())}\n\n{answer.strip()}\n" for question, answer in pairs)
    return Extracted(head + "\n".join(lines), title)


def _table(rows: Sequence[Sequence[str]]) -> str:
    width = len(rows[0])
    cells = [[" ".join(cell.replace("|", "/").split()) for cell in [*row, *[""] * width][:width]] for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in cells]
    return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]]) + "\n"
