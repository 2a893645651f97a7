"""An occupation that a question asks about and the catalogue does not hold."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from advisor.operations.places import region_names
from advisor.understanding.vocabulary import is_occupation, linking_words
from advisor.understanding.words import Word, ends_with, has_phrase

_MOST_MODIFIERS = 3


def unlisted_occupation(
    text: str, words: Sequence[Word], named: Collection[int], known_roles: Collection[tuple[str, ...]]
) -> str | None:
    """The first occupation asked about as a career, as written, that is neither linked nor described; else None.

    `named` holds the positions of words that name a career already. What the user says of themselves ("I'm an ICU
    nurse") and people who merely appear ("working with doctors") do not count.
    """
    for position, word in enumerate(words):
        if not is_occupation(word.lower) or position in named:
            continue
        first = _phrase_start(text, words, position, named)
        phrase = tuple(each.lower for each in words[first : position + 1])
        # "documentation nurse": the words before the noun belong to a career's short form, the noun does not.
        if _is_generic(phrase) or phrase in known_roles or not _is_asked_about(words, first, position):
            continue
        return _written(text[words[first].start : words[position].end])
    return None


def named_occupation(text: str, words: Sequence[Word], named: Collection[int]) -> str | None:
    """The first occupation that a text names, whoever has it; the words at `named` are careers of the catalogue."""
    for position, word in enumerate(words):
        if is_occupation(word.lower) and position not in named:
            first = _phrase_start(text, words, position, named)
            if not _is_generic(tuple(each.lower for each in words[first : position + 1])):
                return _written(text[words[first].start : words[position].end])
    return None


def _written(phrase: str) -> str:
    """The name as written, without its possessive."""
    return phrase.removesuffix("'s").removesuffix("’s")


def _phrase_start(text: str, words: Sequence[Word], position: int, named: Collection[int]) -> int:
    first = position
    while first > 0 and position - first < _MOST_MODIFIERS and first - 1 not in named:
        between = text[words[first - 1].end : words[first].start]
        before = words[first - 1].raw
        counted = before.isdigit() or before in linking_words().cardinals  # "six stewards"
        if counted or before in linking_words().not_modifiers or between.strip(" -"):
            break
        first -= 1
    return first


def _is_generic(phrase: Sequence[str]) -> bool:
    """True for "specialist", "AI engineer in healthcare" or "senior manager": no occupation of its own."""
    noun_says_nothing = phrase[-1] in linking_words().interchangeable or phrase[-1] in {"advisor", "adviser"}
    filler = (linking_words().filler - {"ml", "machine", "learning"}) | linking_words().ranks
    places = {name for names in region_names().values() for name in names}
    modifiers = [word for word in phrase[:-1] if word not in filler | places]
    return noun_says_nothing and not modifiers


def _is_asked_about(words: Sequence[Word], first: int, position: int) -> bool:
    table = linking_words()
    before, after = words[:first], words[position + 1 :]
    if after and after[0].raw == "here":  # "nlp engineer here, bored of ads"
        return False
    if ends_with(before, table.background) or ends_with(before, table.not_asked_before):
        return False
    if ends_with(before, ("as",)):
        return has_phrase(before, table.career_words) and not has_phrase(before, ("i", "me", "my", "us"))
    alone = first == position
    plural = words[position].raw != words[position].lower
    if (plural or alone) and words[position].lower in table.bystanders and not _earns(before, after):
        return ends_with(before, ("become", "becoming", "be", "being"))
    if before and ends_with(before, table.asked_before):
        asks = has_phrase(words, table.career_words) or has_phrase(
            before, ("does", "do", "what", "how", "is", "become")
        )
        return asks and not has_phrase(before, ("i am", "i'm", "im", "my"))
    return not before or any(word.raw in table.career_words for word in after[:2])


def _earns(before: Sequence[Word], after: Sequence[Word]) -> bool:
    """True for "what do nurses make" and "nurse salary", where the people themselves are asked about."""
    following = {word.raw for word in after[:2]}
    paid = bool(following & {"make", "get"}) and has_phrase(before, ("how much", "what"))
    return paid or bool(following & {"earn", "salary", "pay", "career", "job", "role"})
