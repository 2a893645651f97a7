"""The other names of a career: its short forms in the text, without "AI", with abbreviations written out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.layout import layout


def career_aliases(name: str, text: str) -> tuple[str, ...]:
    """Other names of a career: short forms that the text gives in brackets, the name without "AI", AI written out.

    Initials count only where the text itself uses them: two careers may share theirs.
    """
    words = name.split()
    found: list[str] = []
    for index, length, short in _bracketed(words, text):
        shortened = [*words[:index], short, *words[index + length :]]
        found += [" ".join(shortened), *_without_prefix(shortened), short]
    found += _without_prefix(words)
    found += _rewritten(name)
    initials = "".join(word[0] for word in words if word[0].isupper())
    if len(initials) > 2 and re.search(rf"\b{re.escape(initials)}s?\b", text):
        found.append(initials)
    return tuple(alias for alias in dict.fromkeys(found) if alias.casefold() != name.casefold())


def _bracketed(words: Sequence[str], text: str) -> Iterable[tuple[int, int, str]]:
    """Words of the name that brackets shorten ("Clinical Decision Support (CDS)"): first, how many, the short form."""
    gap = r"\s+(?:\([^()\n]{1,12}\)\s*)?"
    pattern = re.compile(gap.join(map(re.escape, words)) + r"s?(?:\s+\([^()\n]{1,12}\))?", re.IGNORECASE)
    for match in pattern.finditer(text):
        for bracket in re.finditer(r"\((?P<short>[A-Z][A-Za-z&-]{1,9})\)", match[0]):
            before = len(re.sub(r"\([^()]*\)", " ", match[0][: bracket.start()]).split())
            short = bracket["short"]
            letters = [char for char in short if char.isupper()]
            for length in range(min(before, len(letters) + 1), 0, -1):
                initials = [word[0].upper() for word in words[before - length : before] if word[0].isalnum()]
                if initials == letters or (length == 1 and _within(letters, words[before - 1])):
                    yield before - length, length, short
                    break
            return


def _within(letters: Sequence[str], word: str) -> bool:
    """True when `letters` stand in `word` in that order, the first at its head ("PV" in "Pharmacovigilance")."""
    rest = iter(word.upper())
    return word[:1].upper() == letters[0] and all(letter in rest for letter in letters)


def _without_prefix(words: Sequence[str]) -> list[str]:
    name = " ".join(words)
    bare = layout().expressions["name_prefix"].sub("", name, count=1)
    return [bare] if bare != name and len(bare.split()) > 1 else []


def _rewritten(name: str) -> list[str]:
    forms = []
    for short, long in layout().expansions.items():
        if re.search(rf"\b{long}\b", name):
            forms.append(re.sub(rf"\b{long}\b", short, name))
        elif re.search(rf"\b{short}\b", name):
            forms.append(re.sub(rf"\b{short}\b", long, name))
    return forms
