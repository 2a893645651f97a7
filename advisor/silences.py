"""How what no document covers is called: in the question's own words, as far as these name things."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import dropwhile

from advisor.grounding.thesaurus import is_verb, names_things
from advisor.library import Library
from advisor.operations.words import content_words, stems
from advisor.requests import Request

# Words that may stand between the nouns of one name: "maximum penalty for a hospital".
_JOINING = frozenset({"of", "for", "in", "at", "a", "an", "the"})
_TOKEN = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*|[^\w\s]")


def uncovered(missing: Sequence[str], request: Request, library: Library) -> tuple[str, ...]:
    """Of what is missing, what may be called not covered, each by its full name and once.

    Documents that speak of a word of the question say something of it, though not what is asked.
    """
    return named_in_full([each for each in missing if not is_spoken_of(each, request, library)], request)


def is_spoken_of(missing: str, request: Request, library: Library) -> bool:
    """True for words of the question itself that all stand in documents; no whole question in quotation marks is."""
    words = content_words(missing) if not missing.startswith("“") else []
    own = set(stems(f"{request.question} {request.standalone}"))
    return bool(words) and set(stems(missing)) <= own and all(map(library.holds, words))


def named_in_full(words: Sequence[str], request: Request) -> tuple[str, ...]:
    """What is missing, single words of the question with the nouns around them: "GI" as "GI bill"; each once.

    A single word that names no thing ("friendlier") is quoted.
    """
    names = list(_names(request.wording, request.subject))
    full = (next((name for name in names if word in name.split()), _called(word)) for word in words)
    return tuple(dict.fromkeys(full))


def _called(words: str) -> str:
    """Words as they can be spoken of: a single one that is no noun in quotation marks."""
    return words if not words.isalpha() or _is_thing(words) else f"“{words}”"


def subject_of(request: Request) -> str | None:
    """The longest name of things among a question's own words, the first of equals; None where there is none."""
    return max(_names(request.wording, request.subject), key=len, default=None)


def _names(text: str, subject: Collection[str]) -> Iterator[str]:
    """The runs of a question's own words that name something, without the verbs around them."""
    runs: list[list[str]] = [[]]
    for token in _TOKEN.findall(text):
        acts = is_verb(token.casefold()) and token.islower() and not token.endswith(("ing", "ed"))
        if (token in subject and not acts) or (runs[-1] and token.casefold() in _JOINING):
            runs[-1].append(token)
        elif runs[-1]:
            runs.append([])
    for run in runs:
        behind = list(dropwhile(lambda word: not _is_thing(word), reversed(run)))
        named = list(dropwhile(lambda word: is_verb(word) or word.casefold() in _JOINING, reversed(behind)))
        if len(named) > 2 and named[1].casefold() in _JOINING and not _is_thing(named[0]):
            named = named[2:]  # "good at maths"
        if named:
            yield " ".join(named)


def _is_thing(word: str) -> bool:
    """True for a name or noun, with which a name may end."""
    lower = word.casefold()
    return lower not in _JOINING and (word[0].isupper() or (names_things(lower) and not is_verb(lower)))
