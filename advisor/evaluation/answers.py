"""An answer as text to be checked: its words without markers, and its claims with the citations each one names."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARKER = re.compile(r"\[(\d+(?:\s*[,;–-]\s*\d+)*)\](?:\([^)]*\))?")
_EMPHASIS = re.compile(r"\*\*|__|`")
_LIST_ITEM = re.compile(r"^\s*(?:[-*+•]|\d{1,2}[.)])\s+")
_TABLE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}")
_SENTENCE_END = re.compile(
    r"(?<=[.!?])((?:\s*\[\d+(?:\s*[,;–-]\s*\d+)*\](?:\([^)]*\))?)*)\s+(?!\[\d)(?=[\"“'(\[*•-]*\s?[A-Z0-9$£€])"
)


@dataclass(frozen=True, slots=True)
class AnswerClaim:
    """One sentence, list item or table row of an answer, without its markers; `cites` are the numbers it names."""

    text: str
    cites: tuple[int, ...]


def plain(answer: str) -> str:
    """The answer without citation markers and emphasis, line breaks kept: what patterns are searched in."""
    text = _EMPHASIS.sub("", _MARKER.sub("", answer))
    return re.sub(r"[ \t]+(?=[.,;:!?\n]|$)", "", text)


def word_count(answer: str) -> int:
    """Number of words a reader reads: markers, emphasis, bullets and table rules are not words."""
    return sum(any(letter.isalnum() for letter in word) for word in plain(answer).split())


def markers(text: str) -> tuple[int, ...]:
    """The citation numbers named in the text, each once, in order; "[1, 3]" and "[1-3]" name several."""
    numbers: list[int] = []
    for match in _MARKER.finditer(text):
        for piece in re.split(r"\s*[,;]\s*", match[1]):
            ends = [int(number) for number in re.split(r"\s*[–-]\s*", piece)]
            numbers.extend(range(ends[0], min(ends[-1], ends[0] + 50) + 1))
    return tuple(dict.fromkeys(numbers))


def split_claims(answer: str) -> list[AnswerClaim]:
    """The claims of an answer in order: sentences of prose, list items and table rows whole.

    Left out, because they assert nothing: headings, questions, a table's header and lines that lead into a list (they
    end with a colon) unless they cite. A marker after a full stop belongs to the sentence before it.
    """
    claims: list[AnswerClaim] = []
    lines = answer.splitlines()
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else ""
        is_row = line.lstrip().startswith("|")
        if line.lstrip().startswith("#") or _TABLE_RULE.match(line) or (is_row and _TABLE_RULE.match(following)):
            continue
        whole = is_row or _LIST_ITEM.match(line) is not None
        body = _LIST_ITEM.sub("", line).strip().strip("|")
        for piece in [body] if whole else _sentences(body):
            claim = AnswerClaim(re.sub(r"\s+", " ", plain(piece)).strip(), markers(piece))
            if any(letter.isalnum() for letter in claim.text) and (claim.cites or claim.text[-1] not in ":?"):
                claims.append(claim)
    return claims


def list_lengths(answer: str) -> set[int]:
    """How many items each list or table of the answer has: what "five phases" may be a count of."""
    lengths: set[int] = set()
    run = 0
    for line in [*answer.splitlines(), ""]:
        if _LIST_ITEM.match(line) or (line.lstrip().startswith("|") and not _TABLE_RULE.match(line)):
            run += 1
        elif line.strip() or run == 0 or not line:
            lengths.update({run, run - 1} if run else ())
            run = 0
    return {length for length in lengths if length > 0}


def _sentences(text: str) -> list[str]:
    pieces: list[str] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        pieces.append(text[start : match.start()] + match[1])
        start = match.end()
    pieces.append(text[start:])
    return [piece for piece in pieces if piece.strip()]
