"""Attachment: what a claim says is said of the same career, phase, level and role as in the spans it cites."""

from __future__ import annotations

import re

from advisor.grounding.evidence import Evidence, Source, heading_marks, part_of_heading, read_source
from advisor.grounding.words import lexicon, read_sentence, vocabulary
from advisor.types import Check, Claim
from vectorstore.numbers import lexicon as number_words
from vectorstore.quantities import find_quantities

_ATTACHING = re.compile(r",\s+(?!\d)|[;:]|\b(?:and|but|than|while|whereas|versus|vs|against|compared)\b")


def check_parts(claim: Claim, evidence: Evidence) -> Check:
    """Fails on "the second phase", "level 3" or "the last phase" when the cited spans stand in another one."""
    cited = {part for reading in evidence.readings for part in reading.parts}
    known = cited | {part for source in evidence.shown for part in read_source(source).parts}
    words = evidence.words
    for kind, number in _part_references(claim.text):
        if number is None:
            # The last part is known only beside others; a part seen alone may have any number after it.
            numbers = sorted(other for other_kind, other in known if other_kind == kind)
            number = numbers[-1] if len(set(numbers)) > 1 else 0
        if (kind, number) not in cited and not ({kind} <= words and _spelled(number) & words):
            where = ", ".join(f"{kind} {number}" for kind, number in sorted(cited)) or "no numbered part"
            return Check("attachment", False, f"speaks of {kind} {number}; the cited spans stand in {where}")
    return Check("attachment", True)


def check_part_names(claim: Claim, evidence: Evidence) -> Check:
    """Fails on "the deployment phase" when the cited spans and their headings do not name a phase so."""
    words = lexicon()
    known = evidence.words
    said = read_sentence(claim.text).words
    for index, word in enumerate(said):
        if words.part_nouns.get(word.lower) not in {"phase", "step"}:
            continue
        for before in reversed(said[max(0, index - 3) : index]):
            ordinal = before.lower in words.ordinals or before.lower in words.last
            if before.negated or not before.content or before.text.isdigit() or ordinal:
                break
            if before.lower not in known and before.stem not in known and before.lower not in words.superlatives:
                return Check(
                    "attachment", False, f"speaks of a {before.lower} {word.lower}, which the cited spans do not"
                )
    return Check("attachment", True)


def check_roles(claim: Claim, evidence: Evidence) -> Check:
    """Fails on a rank or role ("senior", "director", "nurse") that the cited spans and their headings do not name."""
    words = lexicon()
    known = evidence.words
    ranks = {words.ranks[word] for word in known if word in words.ranks}
    said = read_sentence(_joined_hyphens(claim.text)).words
    for word in said:
        rank = words.ranks.get(word.lower) or words.ranks.get(word.lower.removesuffix("s"))
        if rank is not None and rank not in ranks and word.lower not in known:
            return Check("attachment", False, f"speaks of {word.text!r}, which the cited spans do not")
        singular = word.lower.removesuffix("s")
        if singular in words.roles and not known & {word.lower, word.stem, *words.role_fields.get(singular, ())}:
            return Check("attachment", False, f"speaks of {word.text!r}, which the cited spans do not")
    return Check("attachment", True)


def check_titles(claim: Claim, evidence: Evidence) -> Check:
    """Fails when a claim names a career or part that stands among what was shown but not among what it cites."""
    known = evidence.words
    said = vocabulary((claim.text,))
    cited = {head for source in evidence.cited for head in source.heads}
    for source in evidence.shown:
        for head in source.heads:
            if head in cited or part_of_heading(head):
                continue
            own = {word.lower for word in read_sentence(head).words if word.content} - known
            if own and own <= said and (head == source.heads[0] or _names_most(head, said)):
                return Check("attachment", False, f"speaks of {head!r}, which the cited spans do not stand under")
    return Check("attachment", True)


def check_pairing(claim: Claim, evidence: Evidence) -> Check:
    """Fails when a figure stands beside the name of one cited source and is stated only by another."""
    if len(evidence.cited) < 2:
        return Check("attachment", True)
    marks = heading_marks(evidence.cited)
    for clause in _ATTACHING.split(claim.text):
        said = vocabulary((clause,))
        named = [source for source, mark in zip(evidence.cited, marks, strict=True) if mark & said]
        if not named or len(named) == len(evidence.cited):
            continue
        for mention in find_quantities(clause):
            holders = [
                source for source in evidence.cited if _states(source, mention.quantity.low, mention.quantity.high)
            ]
            if holders and not any(source in named for source in holders):
                heading = " – ".join(holders[0].heads)
                return Check("attachment", False, f"{clause[mention.start : mention.end]} is stated of {heading}")
        for word in lexicon().scales.keys() & said:
            holders = [source for source in evidence.cited if word in read_source(source).words]
            if holders and not any(source in named for source in holders):
                return Check("attachment", False, f"{word!r} is said of {' – '.join(holders[0].heads)}")
    return Check("attachment", True)


def _states(source: Source, low: float, high: float) -> bool:
    return any(
        (quantity.low, quantity.high) == (low, high) or (low == high and low in {quantity.low, quantity.high})
        for quantity in read_source(source).quantities
    )


def _names_most(head: str, said: frozenset[str]) -> bool:
    """True when at least half of a heading's content words are said: one common word names no part."""
    content = {word.lower for word in read_sentence(head).words if word.content}
    return len(content & said) * 2 >= len(content)


def _part_references(text: str) -> list[tuple[str, int | None]]:
    """The numbered parts a claim speaks of; the number is None for "the last phase"."""
    words = lexicon()
    found: list[tuple[str, int | None]] = []
    said = [word.lower for word in read_sentence(text).words]
    for index, word in enumerate(said):
        kind = words.part_nouns.get(word)
        if kind is None:
            continue
        following = said[index + 1] if index + 1 < len(said) else ""
        before = said[max(0, index - 2) : index]
        number = int(following) if following.isdigit() else number_words().numbers.get(following)
        ordinal = next((words.ordinals[item] for item in reversed(before) if item in words.ordinals), None)
        if ordinal is None:
            ordinal = next(
                (int(match[1]) for item in before if (match := re.fullmatch(r"(\d+)(?:st|nd|rd|th)", item))), None
            )
        if number is not None and not word.endswith("s"):
            found.append((kind, int(number)))
        elif ordinal is not None:
            found.append((kind, ordinal))
        elif words.last & set(before):
            found.append((kind, None))
    return found


def _spelled(number: int) -> frozenset[str]:
    """The ways a text may write a part's number."""
    words = {word for word, value in lexicon().ordinals.items() if value == number}
    words |= {word for word, value in number_words().numbers.items() if value == number}
    return frozenset(words | {str(number)})


def _joined_hyphens(text: str) -> str:
    return re.sub(r"\bentry[- ]level\b", "junior", text, flags=re.I)
