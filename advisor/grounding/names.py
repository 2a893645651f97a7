"""Names: every proper name, acronym, code and technical term of a claim stands in what it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from advisor.grounding.evidence import Evidence, read_source
from advisor.grounding.lexicon import lexicon
from advisor.grounding.part_references import letters_part
from advisor.grounding.thesaurus import implied_by, names_things
from advisor.grounding.words import Sentence, Word, frequency, is_short_for, read_sentences, stem
from advisor.types import Check, Claim
from vectorstore.quantities import find_quantities

_RARE = 2.7  # Zipf frequency (van Heuven et al. 2014) under which a lower-case word is read as a technical name
_COMMON = 3.0  # above it a capitalised first word of a sentence is read as an ordinary one
_CODE = re.compile(r"\b[A-Z][A-Za-z]*[-‑]?\d+(?:\.\d+)?\b|\b[A-Z][a-z]+[A-Z][A-Za-z]*\b|\b\d+\([a-z]\)")
_ACRONYM = re.compile(r"(?:[A-Z]\.){2,}|\b[A-Z][A-Za-z]*[A-Z][A-Za-z]*\b")


def check_names(claim: Claim, evidence: Evidence) -> Check:
    """Fails on a name that neither the cited spans nor their headings hold, abbreviations and synonyms counted."""
    words = evidence.words
    texts = [sentence.text for sentence in (*evidence.sentences, *evidence.headings)]
    careers = {source.heads[0] for source in evidence.cited if source.heads}
    others = [source for source in evidence.shown if source.heads and source.heads[0] not in careers]
    taken = frozenset().union(*(read_source(source).words for source in others))  # they stand for something else there
    known = words | (_initials(texts, _followers(claim.text)) - taken)
    # "PhysioNet" may be written as in an address, "physionet.org".
    if code := next(iter(sorted(_codes(claim.text) - _codes(" ".join(texts)) - words)), None):
        return Check("names", False, f"names {code!r}, which the cited spans do not")
    for name in _names(claim.text):
        lower = name.lower
        if (
            lower in known
            or stem(lower) in known
            or name.text.removesuffix("s").lower() in known  # "CDs" are more than one CD, "CDS" is not
            or (lower in lexicon().glue and not name.text.isupper())
        ):
            continue
        if lower.removesuffix("s").upper() in _expansions(claim.text) and _expanded(lower, claim.text, known):
            continue
        if len(lower) >= 5 and any(word.startswith(lower) for word in words):
            continue
        if name.text.islower() and (any(is_short_for(lower, word) for word in words) or implied_by(lower) & words):
            continue  # a rare word, but no name: "readmitted"
        if lower in lexicon().places and any(word[:4] == lower[:4] for word in words & lexicon().places):
            continue  # "Swedish" pay where the evidence says "Sweden"
        if _spells_known_acronym(name, claim.text, words):
            continue
        return Check("names", False, f"names {name.text!r}, which the cited spans do not")
    return Check("names", True)


def _followers(text: str) -> frozenset[tuple[str, str]]:
    """Acronyms of a text, each with the word after it, in lower case and in the singular: ("cds", "specialist")."""
    return frozenset(
        (match[1].lower(), match[2].lower().removesuffix("s"))
        for match in re.finditer(r"\b([A-Z]{2,})s? ([A-Za-z]+)", text)
    )


def _codes(text: str) -> frozenset[str]:
    """Names of mixed case or of letters and digits, hyphens dropped: "icd10", "pytorch", "510(k)"."""
    return frozenset(re.sub(r"[-‑ ]", "", match.group().lower()) for match in _CODE.finditer(text))


def _names(text: str) -> list[Word]:
    figures = [(mention.start, mention.end) for mention in find_quantities(text)]
    names = []
    offset = 0
    for sentence in read_sentences(text):
        offset = text.find(sentence.text, offset)
        for index, word in enumerate(sentence.words):
            start = offset + word.start
            if any(first <= start < last for first, last in figures):
                continue
            if _is_name(word, sentence, first=index == 0) and not letters_part(sentence.words, index):
                names.append(word)
    return names


def _is_name(word: Word, sentence: Sentence, *, first: bool) -> bool:
    if word.lower in lexicon().not_names:
        return False
    if any(character.isdecimal() for character in word.text):
        return not word.text.isdecimal()  # plain numbers are the figure check's matter
    if any(character.isupper() for character in word.text[1:]):
        return True
    if not word.text[0].isupper():
        rare = len(word.lower) > 2 and frequency(word.lower) < _RARE and frequency(stem(word.lower)) < _RARE
        return rare and names_things(word.lower)
    possessive = sentence.text[word.start + len(word.text) :][:2] in {"'s", "’s"}
    if word.lower in lexicon().places:
        return True
    following = sentence.words[1].text if first and len(sentence.words) > 1 else ""
    paired = following[:1].isupper() and not word.lower.endswith("ing") and word.lower not in lexicon().glue
    return not first or possessive or paired or frequency(word.lower) < _COMMON


@lru_cache(maxsize=4096)
def _initials_of(text: str) -> frozenset[tuple[str, str]]:
    words = re.findall(r"[a-z]+", text.lower())
    runs = {
        ("".join(word[0] for word in words[start : start + size]), words[start + size - 1])
        for size in (3, 4, 5)
        for start in range(len(words) - size + 1)
    }
    # Two letters could be anything: only of capitalised words, "University of California".
    capitals = re.findall(r"\b([A-Z])[a-z]+(?: of| and| for| the)* (?=([A-Z][a-z]+))", text)
    return frozenset(runs | {((first + second[0]).lower(), second.lower()) for first, second in capitals})


def _initials(texts: Iterable[str], followers: frozenset[tuple[str, str]]) -> frozenset[str]:
    """First letters of two to five consecutive words, as an acronym would take them.

    The "CDS" of "CDS specialist" is none whose last word is "Specialist".
    """
    found = frozenset().union(*(_initials_of(text) for text in texts))
    return frozenset(initials for initials, last in found if (initials, last.removesuffix("s")) not in followers)


def _expansions(text: str) -> frozenset[str]:
    return frozenset(match.group().replace(".", "").upper() for match in _ACRONYM.finditer(text))


def _expanded(acronym: str, text: str, known: frozenset[str]) -> bool:
    """True when the claim itself spells the acronym out in words that the evidence holds."""
    words = re.findall(r"[a-z]+", text.lower())
    size = len(acronym)
    return any(
        "".join(word[0] for word in run) == acronym and all(word in known for word in run)
        for run in (words[start : start + size] for start in range(len(words) - size + 1))
    )


def _spells_known_acronym(name: Word, text: str, known: frozenset[str]) -> bool:
    """True when the name is a word of an expansion ("Electronic Health Records") whose acronym the evidence holds."""
    words = re.findall(r"[a-z]+", text.lower())
    for size in (2, 3, 4, 5):
        for start in range(len(words) - size + 1):
            run = words[start : start + size]
            if name.lower in run and "".join(word[0] for word in run) in known and len(run) > 2:
                return True
    return False
