"""Lines of a page that state nothing by themselves: headings, bare marks, invitations to look elsewhere."""

from __future__ import annotations

import re
from functools import cache

from advisor.patterns import Pattern, any_of
from vectorstore.tables import Table, read_table

# A line of fewer words is a label or the point of a list: "For employers".
STATING = 3


class _Table(Table):
    """`fragments.toml`, which explains the fields."""

    answers: tuple[str, ...]
    elsewhere: tuple[Pattern, ...]


@cache
def _table() -> _Table:
    return read_table(_Table, "advisor.operations", "fragments.toml")


def is_fragment(line: str) -> bool:
    """True for a line that answers nothing however near it comes: "7.", "Log in to see the tools."."""
    return not re.search(r"[^\W\d_]{2}|\d{2}", line) or any(pattern.search(line) for pattern in _table().elsewhere)


def answer_opening(line: str) -> int:
    """How many characters of a line open an answer to a yes-or-no question: "Yes, "; 0 for none."""
    found = _answer_pattern().match(line)
    return found.end() if found else 0


@cache
def _answer_pattern() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:\w+:\s*)?(?:{any_of(_table().answers)})(?:\s*[,.;:!–—-]+\s*|$)", re.IGNORECASE)


def is_label(line: str) -> bool:
    """True for a line of so few words that it names something and says nothing of it: "For employers"."""
    return len(re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", line)) < STATING and not any(map(str.isdigit, line))


def is_heading(line: str) -> bool:
    """True for a label, numbered or not, that is no point of a list and ends as no sentence does: "2.2 Time"."""
    bare = re.sub(r"^\s*(?:\d{1,2}\.)*\d{0,2}\s+(?=\w)", "", line).strip()
    return is_label(bare) and bare[:1].isalpha() and bare[-1:].isalpha()


def indent(line: str) -> int:
    """How many characters of white space a line begins with; 0 for an empty one."""
    return len(line) - len(line.lstrip()) if line.strip() else 0
