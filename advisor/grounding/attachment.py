"""Attachment: what a claim says is said of the same career, phase, level and role as in the spans it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from advisor.grounding.evidence import Evidence, Source, heading_marks, part_of_heading, read_source
from advisor.grounding.lexicon import lexicon
from advisor.grounding.part_references import part_references
from advisor.grounding.thesaurus import may_be_verb, names_things
from advisor.grounding.words import Sentence, Word, is_short_for, read_sentence, vocabulary
from advisor.types import Check, Claim
from vectorstore.numbers import find_numbers
from vectorstore.quantities import find_quantities

_ATTACHING = re.compile(r",\s+(?!\d)|[;:]|\b(?:and|but|than|while|whereas|versus|vs|against|compared)\b")
_PAIRED = re.compile(
    r"(?P<first>.+?) than (?P<second>[^,;:(]+)[,;:(]\s*(?P<one>[^,;]+?)"
    r" (?:versus|vs\.?|against|compared (?:with|to)|to|and|rather than) (?P<other>[^,;)]+)\)?$"
)
_APART = re.compile(r"[,;:()]")


def check_parts(claim: Claim, evidence: Evidence) -> Check:
    """Fails on "the second phase", "level 3" or "the last phase" when the cited spans stand in another one."""
    cited = {part for reading in evidence.readings for part in reading.parts}
    careers = {source.heads[0] for source in evidence.cited if source.heads}
    beside = [source for source in evidence.shown if not careers or careers & set(source.heads[:1])]
    known = cited | {part for source in beside for part in read_source(source).parts}
    stated = {part for source in evidence.cited for part in part_references(source.text)}
    last = dict(part for source in evidence.cited for part in source.last)
    for kind, number in part_references(claim.text):
        if number is None:
            # Where the page is not known, the last part is known only beside others: any number may follow one alone.
            numbers = sorted(other for other_kind, other in known if other_kind == kind)
            number = last.get(kind, numbers[-1] if len(numbers) > 1 else 0)
        numbered = any(kind == other for other, _ in cited)
        if kind == "step" and not numbered and any(number == other for _, other in cited):
            continue  # a phase of a roadmap and a level of a ladder are steps too
        if (kind, number) not in cited and (numbered or (kind, number) not in stated):
            where = ", ".join(f"{kind} {number}" for kind, number in sorted(cited)) or "no numbered part"
            return Check("attachment", False, f"speaks of {kind} {number}; the cited spans stand in {where}")
    return Check("attachment", True)


def check_part_names(claim: Claim, evidence: Evidence) -> Check:
    """Fails on "the deployment phase" when the cited spans and their headings do not name a phase so."""
    words = lexicon()
    known = evidence.words
    sentence = read_sentence(claim.text)
    said = sentence.words
    for index, word in enumerate(said):
        if words.attachment.part_nouns.get(word.lower) not in {"phase", "step"}:
            continue
        for before in _before(sentence, index, at_most=3):
            ordinal = before.lower in words.attachment.ordinals or before.lower in words.attachment.last
            if before.negated or not before.content or before.text.isdecimal() or before.text.isupper() or ordinal:
                break
            place = said.index(before)
            if place and said[place - 1].lower == "to" and may_be_verb(before.lower):
                break  # "to pass stage four"
            if (
                before.lower not in known
                and before.stem not in known
                and before.lower not in words.comparison.superlative
            ):
                return Check(
                    "attachment", False, f"speaks of a {before.lower} {word.lower}, which the cited spans do not"
                )
    return Check("attachment", True)


def check_careers(claim: Claim, evidence: Evidence) -> Check:
    """Fails on "the documentation career", "a software engineer" when the cited spans and their headings name none."""
    words = lexicon().attachment
    known = evidence.words
    sentence = read_sentence(claim.text)
    for index, word in enumerate(sentence.words):
        if word.lower.removesuffix("s") not in words.subject_nouns | words.roles:
            continue
        for before in _before(sentence, index):
            if not before.content or before.text.isupper() or before.lower in lexicon().shading:
                break  # the name check knows what an acronym stands for
            if (
                names_things(before.lower)
                and not {before.lower, before.stem} & known
                and not any(is_short_for(before.lower, other) for other in known)
            ):
                return Check(
                    "attachment", False, f"speaks of a {before.lower} {word.lower}, which the cited spans do not"
                )
    return Check("attachment", True)


def _before(sentence: Sentence, index: int, *, at_most: int | None = None) -> Iterator[Word]:
    """The words before one of a sentence, the next first, up to a comma or the like: "models, phase one" is no name."""
    following = sentence.words[index]
    for before in reversed(sentence.words[:index][-at_most if at_most else 0 :]):
        if _APART.search(sentence.text, before.start + len(before.text), following.start):
            return
        yield before
        following = before


def check_roles(claim: Claim, evidence: Evidence) -> Check:
    """Fails on a rank or role ("senior", "director", "nurse") that the cited spans and their headings do not name."""
    words = lexicon().attachment
    known = evidence.words
    ranks = {words.ranks[word] for word in known if word in words.ranks}
    titled = {
        words.ranks[word.lower] for title in evidence.headings for word in title.words if word.lower in words.ranks
    }
    said = read_sentence(_joined_hyphens(claim.text)).words
    for place, word in enumerate(said):
        if word.lower in words.middle and titled:
            return Check("attachment", False, f"speaks of a middle rank; the cited spans of {min(titled)}")
        rank = words.ranks.get(word.lower) or words.ranks.get(word.lower.removesuffix("s"))
        if place + 1 < len(said) and said[place + 1].lower in lexicon().scale.nouns:
            continue  # "the entry barrier"
        if rank is not None and rank not in ranks and word.lower not in known and not _is_verb(said, place, known):
            return Check("attachment", False, f"speaks of {word.text!r}, which the cited spans do not")
        singular = word.lower.removesuffix("s")
        if singular in words.roles and not known & {
            word.lower,
            word.stem,
            *words.role_fields.get(singular, ()),
        }:
            return Check("attachment", False, f"speaks of {word.text!r}, which the cited spans do not")
    return Check("attachment", True)


def _is_verb(said: Sequence[Word], place: int, known: frozenset[str]) -> bool:
    """True for "leads research" where the cited spans say "research leadership", and for "leads to": no rank."""
    singular = said[place].lower.removesuffix("s")
    following = said[place + 1].lower if place + 1 < len(said) else ""
    if not names_things(singular) and following in lexicon().attachment.verb_before:
        return True
    return not names_things(singular) and any(
        is_short_for(singular, other) or other.startswith(singular) for other in known
    )


def check_titles(claim: Claim, evidence: Evidence) -> Check:
    """Fails when a claim names a career of the library, or a part that was shown, that is not among what it cites."""
    said = vocabulary((claim.text,))
    careers = {head for source in evidence.shown for head in source.heads[:1]}
    titles = {head for source in evidence.shown for head in source.heads[1:] if not head.rstrip().endswith("?")}
    parts = {head for head in titles if not part_of_heading(head)}
    cited = {head for source in evidence.cited for head in source.heads}
    for head in sorted((careers | parts | set(evidence.careers)) - cited):
        own = {word.lower for word in read_sentence(head).words if word.content} - evidence.words
        if own and own <= said and (head in careers or _names_most(head, said)):
            return Check("attachment", False, f"speaks of {head!r}, which the cited spans do not stand under")
    return Check("attachment", True)


def check_pairing(claim: Claim, evidence: Evidence) -> Check:
    """Fails when a figure stands beside the name of one cited source and is stated only by another."""
    if len(evidence.cited) < 2:
        return Check("attachment", True)
    for clause in _ATTACHING.split(paired(claim.text)):
        said = vocabulary((clause,))
        named = named_sources(clause, evidence.cited)
        if not named or len(named) == len(evidence.cited):
            continue
        for value, holders in _values(clause, said, evidence.cited):
            if holders and not any(source in named for source in holders):
                return Check("attachment", False, f"{value!r} is stated of {' – '.join(holders[0].heads)}")
    return Check("attachment", True)


def named_sources(text: str, cited: Sequence[Source]) -> list[Source]:
    """The cited sources whose own headings a text names; of those, the ones of the numbered parts that it names."""
    said = vocabulary((text,))
    named = [source for source, mark in zip(cited, heading_marks(cited), strict=True) if mark & said]
    parts = set(part_references(text))
    return [source for source in named or cited if parts & read_source(source).parts] or named


def paired(text: str) -> str:
    """The text with two figures that end it beside what they belong to: "A … than B, 9 to 8" as "A … 9 than B 8"."""
    match = _PAIRED.match(text)
    if match is None or any(len(find_numbers(match[figure])) != 1 for figure in ("one", "other")):
        return text
    return f"{match['first']} {match['one']} than {match['second']} {match['other']}"


def _values(clause: str, said: frozenset[str], cited: Sequence[Source]) -> Iterator[tuple[str, list[Source]]]:
    """The quantities, plain numbers and scale words of a clause, each with the cited sources that state it."""
    mentions = find_quantities(clause)
    for mention in mentions:
        low, high = mention.quantity.low, mention.quantity.high
        yield clause[mention.start : mention.end], [source for source in cited if _states(source, low, high)]
    for number in find_numbers(clause):
        if not any(mention.start <= number.start < mention.end for mention in mentions):
            holders = [source for source in cited if number.value in read_source(source).numbers]
            yield clause[number.start : number.end], holders
    for word in sorted(lexicon().scale.groups.keys() & said):
        yield word, [source for source in cited if word in read_source(source).words]


def _states(source: Source, low: float, high: float) -> bool:
    return any(
        (quantity.low, quantity.high) == (low, high) or (low == high and low in {quantity.low, quantity.high})
        for quantity in read_source(source).quantities
    )


def _names_most(head: str, said: frozenset[str]) -> bool:
    """True when at least half of a heading's content words are said: one common word names no part."""
    content = {word.lower for word in read_sentence(head).words if word.content}
    return len(content & said) * 2 >= len(content)


def narrowed(source: Source, text: str) -> Source:
    """The stretch of a source that belongs to the one part a text names, when the source holds several parts.

    A part's stretch runs from its first fact to the first fact of the next part.
    """
    parts = {(fact.part.kind, fact.part.number): fact.part for fact in source.facts if fact.part}
    if len(parts) < 2:
        return source
    said = vocabulary((text,))
    named = {reference for reference in part_references(text) if reference in parts} or {
        key for key, part in parts.items() if _is_named(part.title, said, [other.title for other in parts.values()])
    }
    if len(named) != 1:
        return source
    key = next(iter(named))
    starts = sorted(
        {
            min(fact.span.start for fact in source.facts if fact.part == part) - source.span.start
            for part in parts.values()
        }
    )
    own = [fact for fact in source.facts if fact.part == parts[key]]
    start = max(0, min(fact.span.start for fact in own) - source.span.start)
    end = next((other for other in starts if other > start), len(source.text))
    heads = (*source.heads, f"{parts[key].kind} {parts[key].number}", parts[key].title)
    return replace(source, text=source.text[start:end], heads=heads, facts=tuple(own))


def _is_named(title: str, said: frozenset[str], titles: Sequence[str]) -> bool:
    """True when every word of a title is said, and it is not part of a longer title that is said too."""
    words = {word.lower for word in read_sentence(title).words if word.content}
    longer = [{word.lower for word in read_sentence(other).words if word.content} for other in titles]
    return bool(words) and words <= said and not any(words < other <= said for other in longer)


def _joined_hyphens(text: str) -> str:
    return re.sub(r"\bentry[- ]level\b", "junior", text, flags=re.I)
