"""Which lines of "great fit" speak of people like the user."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from advisor.library import Library
from advisor.operations.people import (
    account_of,
    affirmed,
    kinds_of,
    named_kinds,
    telling_words,
)
from advisor.operations.telling import bare_line
from advisor.operations.words import mentions
from advisor.requests import Request
from advisor.types import Finding
from vectorstore.profiles import Career
from vectorstore.types import Fact

Similarity = Callable[[str, Sequence[str]], Sequence[float]]
"""How alike a phrase is to each of several texts, as cosines in [-1, 1]."""


# From this cosine on a line is taken to speak of what the person said, from the second on to come near it where it
# leads every other page's lines by so much. Of 60 accounts of all kinds of work written to set these, the one lies
# above all that no page names but one, the other two above all but two.
SAME_THING = 0.6


NEAR, LEAD = 0.4, 0.07


def name_people(request: Request, careers: Sequence[Career], similarity: Similarity) -> list[list[Fact]]:
    """For each career, the lines of "great fit" that speak of people like the user.

    Where a page names their kind, only such lines count; else likeness does. Whose kind is known is not taken for
    another by likeness: a medical coder is no scribe.
    """
    account = account_of(request)
    kinds = kinds_of(account)
    of_kind = [[fact for fact in career.of("fit") if named_kinds(str(fact.value)) & kinds] for career in careers]
    if any(of_kind):
        return of_kind
    said = (*request.person.background, *request.person.skills) or (affirmed(account),)
    return [speaking_of(said, career.of("fit"), _no_likeness if kinds else similarity) for career in careers]


def nearest_line(
    careers: Sequence[Career], request: Request, library: Library, similarity: Similarity
) -> Finding | None:
    """The line of "great fit" that comes near what the person is, and nearer than any line of another page."""
    if kinds_of(account_of(request)):
        return None
    lines = [(career, fact) for career in library.catalogue.careers for fact in career.of("fit")]
    texts = [str(fact.value) for _, fact in lines]
    rows = [similarity(phrase, texts) for phrase in request.person.background]
    alike = [max(scores) for scores in zip(*rows, strict=True)]
    best = max(range(len(lines)), key=alike.__getitem__, default=None) if alike else None
    if best is None or lines[best][0] not in careers:
        return None
    career, fact = lines[best]
    others = [score for (other, _), score in zip(lines, alike, strict=True) if other != career]
    if alike[best] < NEAR or alike[best] - max(others, default=0.0) < LEAD:
        return None
    return Finding("fit.nearest", {"career": career.name, "value": bare_line(fact)}, (fact,))


def _no_likeness(phrase: str, texts: Sequence[str]) -> Sequence[float]:
    return [0.0] * len(texts)


def speaking_of(said: Sequence[str], facts: Sequence[Fact], similarity: Similarity) -> list[Fact]:
    """The facts that speak of anything said, most alike first."""
    texts = [str(fact.value) for fact in facts]
    best = [0.0] * len(texts)
    for phrase in said:
        alike = [
            max(score, SAME_THING if _shares_a_telling_word(text, phrase, texts) else 0.0)
            for score, text in zip(similarity(phrase, texts), texts, strict=True)
        ]
        best = [max(pair) for pair in zip(best, alike, strict=True)]
    ranked = sorted(range(len(facts)), key=lambda index: -best[index])
    return [facts[index] for index in ranked if best[index] >= SAME_THING]


def _shares_a_telling_word(text: str, phrase: str, texts: Sequence[str]) -> bool:
    """True when a word of the phrase stands in this line and hardly in any other: "nurse", not "specialist"."""
    telling = [word for word in telling_words(phrase) if mentions(text, word)]
    return any(sum(mentions(other, word) for other in texts) * 2 <= len(texts) for word in telling)
