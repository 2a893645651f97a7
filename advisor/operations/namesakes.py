"""What another page calls by the same name and says otherwise of: one course, ascribed to two universities."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from advisor.library import Library
from advisor.operations.words import stems
from advisor.types import Finding
from vectorstore.types import Fact

_BRACKETED = re.compile(r"\(([^()]*)\)")
# An answer from more facts than this is a list, in which nobody asks for the source of one thing.
MOST = 2


def note_namesakes(told: Sequence[Fact], library: Library) -> Iterator[Finding]:
    """What other careers' pages give under the same name with something else in brackets; nothing beside a list."""
    if not told or len(told) > MOST:
        return
    named = [(career, fact) for career in library.catalogue.careers for fact in career.of("resource")]
    spoken = [fact for _, fact in named if any(fact.span.overlaps(each.span) for each in told)]
    for career, fact in named:
        if any(_says_otherwise(fact, other) for other in spoken) and fact not in spoken:
            values = {"career": career.name, "value": str(fact.value).strip()}
            yield Finding("note.namesake", values, (fact,))


def _says_otherwise(one: Fact, other: Fact) -> bool:
    """True for two things of one name on different pages with different words in brackets."""
    if one.span.document == other.span.document:
        return False
    first, second = (_BRACKETED.findall(str(each.value)) for each in (one, other))
    return bool(first and second) and first != second and _name(one) == _name(other)


def _name(fact: Fact) -> frozenset[str]:
    return frozenset(stems(_BRACKETED.sub(" ", str(fact.value))))
