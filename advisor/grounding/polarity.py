"""Polarity: a claim denies no more and no less than the sentences it restates, and says the opposite of none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from advisor.grounding.evidence import Evidence, Reading, Source, aligned_sentences, denies_fit, read_source
from advisor.grounding.lexicon import lexicon
from advisor.grounding.stems import bare_stem
from advisor.grounding.thesaurus import implied_by, lemmas, opposites_of
from advisor.grounding.words import Sentence, Word, frequency, read_sentence, segments, stem
from advisor.types import Check, Claim
from vectorstore.numbers import lexicon as number_words

_DENYING = ("un", "in", "im", "ir", "dis", "non")
_VETO_OVERLAP = 0.8  # of the claim's content words, for a shown sentence to be about the same thing


def check_polarity(claim: Claim, evidence: Evidence) -> Check:
    """Fails when a claim denies what the aligned sentence asserts, asserts what it denies, or says its opposite."""
    said = read_sentence(claim.text)
    aligned = aligned_sentences(said, evidence.sentences) or list(evidence.sentences)
    headings = [heading for heading in evidence.headings if not heading.asks]
    aligned = [*_after_denying_questions(aligned, evidence.sentences), *aligned]
    aligned = [*aligned, *(answer for source in evidence.cited for answer in answered(source))]
    by_heading = _asserted(said, headings)
    if by_heading:
        return Check("polarity", False, f"asserts {by_heading!r}, which the heading denies")
    if any(reading.denies for reading in evidence.readings):  # what stands under it is denied by it: see `check_fit`
        return Check("polarity", not (opposite := _opposite(said, aligned, evidence.words)), opposite)
    return _polarity(said, [*aligned, *headings], beside=evidence.sentences, every=evidence.words)


def _after_denying_questions(aligned: Sequence[Sentence], sentences: Sequence[Sentence]) -> list[Sentence]:
    """The denying questions that aligned sentences answer: "Who should leave it alone? Anyone who …"."""
    return [
        question
        for question, answer in pairwise(sentences)
        if question.negators and question.asks and answer in aligned
    ]


def answered(source: Source) -> list[Sentence]:
    """The questions among a source's headings as its first word answers them: asserted, denied, or left out."""
    reading = read_source(source)
    opening = [word.lower for sentence in reading.sentences[:1] for word in sentence.words][:2]
    opening = opening[1:] if opening[:1] == ["a"] else opening[:1]
    questions = [heading for heading in reading.headings if heading.asks]
    if not opening or opening[0] in lexicon().polarity.granting_answers:
        return questions if opening else []
    if opening[0] not in lexicon().polarity.denying_answers:
        return []
    return [
        replace(question, words=tuple(replace(word, negated=True) for word in question.words), negators=("no",))
        for question in questions
    ]


def check_fit(claim: Claim, evidence: Evidence) -> Check:
    """Fails when a claim restates, as if it were a recommendation, what stands under a heading that denies."""
    denying = [reading for reading in evidence.readings if reading.denies]
    said = read_sentence(claim.text)
    if not denying or not _stands_under_denial(said, evidence):
        return Check("polarity", True)
    words = lexicon().polarity
    stated = {word.stem for sentence in evidence.sentences for word in sentence.words if word.negated and word.content}
    denied = {word.stem for word in said.words if word.negated}
    # "No programming" restates what stands under the heading: a denial of the claim's own is one more.
    own = len(said.negators) > len(denied & stated) or bool({word.lower for word in said.words} & words.unfavourable)
    if own or stem("fit") in denied or _repeats_heading(said, denying):
        return Check("polarity", True)
    headings = denying[0].headings
    told = next((heading.text for heading in headings if denies_fit(heading)), headings[-1].text if headings else "")
    return Check("polarity", False, f"leaves out that the heading says {told!r}")


def _repeats_heading(said: Sentence, denying: Sequence[Reading]) -> bool:
    """True when the claim says all that a heading of its section does, without a denial: "Those who soon quit"."""
    sections = [heading for reading in denying for heading in reading.headings[1:]]
    return any(heading.stems and heading.stems <= said.stems and not heading.negators for heading in sections)


def _stands_under_denial(said: Sentence, evidence: Evidence) -> bool:
    """True when none of the sentences that share most with the claim stands under a heading that does not deny."""
    shared = {True: 0, False: 0}
    for reading in evidence.readings:
        shared[reading.denies] = max(
            [shared[reading.denies], *(len(said.stems & sentence.stems) for sentence in reading.sentences)]
        )
    return shared[True] >= shared[False]


def check_contradiction(claim: Claim, evidence: Evidence) -> Check:
    """Fails when a shown span about the same career says the claim's words with the opposite polarity."""
    said = read_sentence(claim.text)
    if len(said.stems) < 3:
        return Check("contradiction", True)
    careers = {source.heads[0] for source in evidence.cited if source.heads}
    for source in evidence.shown:
        if not _same_subject(source, careers):
            continue
        for sentence in read_source(source).sentences:
            shared = said.stems & sentence.stems
            if len(shared) < _VETO_OVERLAP * len(said.stems):
                continue
            if not _polarity(said, [sentence], beside=[sentence], every=read_source(source).words).passed:
                return Check("contradiction", False, f"contradicted by {sentence.text[:120]!r}")
    return Check("contradiction", True)


def _polarity(
    said: Sentence, stated: Sequence[Sentence], *, beside: Sequence[Sentence], every: frozenset[str]
) -> Check:
    """The check against the sentences that a claim restates; `beside` are all, `every` all words, of the evidence."""
    # "Settled" is the opposite of an "evolving" anywhere; "before" of an "after" only in the sentence it restates.
    telling = [replace(each, words=tuple(word for word in each.words if word.content)) for each in beside]
    if opposite := _opposite(said, [*stated, *telling], every):
        return Check("polarity", False, opposite)
    said = _undenied(_unconditional(said), stated, every)
    positive, negative = _signs(stated)
    own_positive, own_negative = _own_signs(said)
    denied = own_negative - own_positive
    if len(denied & (positive - negative)) > len(denied & negative):
        word = sorted(denied & (positive - negative))[0]
        return Check("polarity", False, f"denies {word!r}, which the cited sentence asserts")
    if asserted := _asserted(said, stated):
        return Check("polarity", False, f"asserts {asserted!r}, which the cited sentence denies")
    strict = set(said.negators) - lexicon().polarity.soft
    # "8 months, not 3 months" denies a figure that the source does not state, so it says nothing against it.
    if (
        strict
        and not any(_denies_as(sentence, said) for sentence in stated)
        and not _is_harmless_denial(said, beside, every)
    ):
        return Check("polarity", False, f"says {min(strict)!r} where the cited sentence denies nothing")
    return Check("polarity", True)


def _denies_as(sentence: Sentence, said: Sentence) -> bool:
    """True when a sentence denies something; a "non-technical" in it bears out no denial but that of "technical"."""
    if said.lifts or set(sentence.negators) - lexicon().polarity.one_word:
        return bool(sentence.negators)
    denied = [{word.stem for word in each.words if word.negated} for each in (sentence, said)]
    return bool(denied[0] & denied[1])


def _is_harmless_denial(said: Sentence, stated: Sequence[Sentence], every: frozenset[str]) -> bool:
    """True where a denial says nothing against the sentences: a figure not theirs, the opposite of what they say."""
    return (
        _lifts_no_duty(said, stated)
        or _denies_same(said, stated)
        or _denies_foreign_figure(said, stated, every)
        or _denies_opposite(said, stated, every)
    )


def _denies_same(said: Sentence, stated: Sequence[Sentence]) -> bool:
    """True when a sentence, be it not the one that shares most with the claim, denies a word that the claim denies."""
    return bool(_signs([said])[1] & _signs(stated)[1])


def _lifts_no_duty(said: Sentence, stated: Sequence[Sentence]) -> bool:
    """True for "not required" where the sentences say "optional", or deny a duty about one of the claim's words."""
    return said.lifts and any(
        any(word.lower in lexicon().modality.leaving_open for word in sentence.words)
        or (sentence.lifts and bool(sentence.stems & said.stems))
        for sentence in stated
    )


def _denies_opposite(said: Sentence, stated: Sequence[Sentence], every: frozenset[str]) -> bool:
    """True when a denied word is the opposite of an asserted one: "not settled" where it is "evolving"."""
    held = {bare_stem(word.lower) for sentence in stated for word in sentence.words if not word.negated}
    return any(_opposites(word) & held for word in said.words if word.negated and word.lower not in every)


def _opposites(word: Word) -> frozenset[str]:
    """Stems of the words that say the opposite."""
    antonyms = lexicon().polarity.antonyms
    found = {other for form in (bare_stem(word.lower), word.lower) for other in antonyms.get(form, frozenset())}
    for base in lemmas(word.lower) if word.content else ():
        found |= antonyms.get(base, frozenset()) | {bare_stem(other) for other in opposites_of(base)}
    return frozenset(found)


def _unconditional(said: Sentence) -> Sentence:
    """The sentence without its conditions: "if training is not open to you" denies nothing."""
    kept = [
        part
        for part in segments(said.text)
        if not (words := read_sentence(part).words) or words[0].lower not in lexicon().polarity.conditional
    ]
    return said if not kept or len(kept) == len(segments(said.text)) else read_sentence(", ".join(kept))


def _undenied(said: Sentence, stated: Sequence[Sentence], every: frozenset[str]) -> Sentence:
    """The sentence as one that denies nothing where it denies the opposite of what is stated: "never leave", "stay"."""
    first = next((word for word in said.words if word.negated), None)
    held = {bare_stem(word.lower) for sentence in stated for word in sentence.words if not word.negated}
    if first is None or len(said.negators) > 1 or first.lower in every:
        return said
    antonyms = lexicon().polarity.antonyms
    if not any(antonyms.get(form, frozenset()) & held for form in (bare_stem(first.lower), first.lower)):
        return said
    return replace(said, words=tuple(replace(word, negated=False) for word in said.words), negators=())


def _denies_foreign_figure(said: Sentence, stated: Sequence[Sentence], every: frozenset[str]) -> bool:
    """True where all that is denied is a figure: of no sentence, or not of that which states what is asserted."""
    denied, asserted = _figures(said, negated=True), _figures(said, negated=False)
    units = number_words().units
    rest = [word for word in said.words if word.negated and not _figure(word) and word.lower not in units]
    if not denied or any(word.lower != "than" for word in rest):
        return False
    if not denied & every:
        return True
    each = [_figures(sentence, negated=False) for sentence in stated]
    return any(asserted & figures and not denied & figures for figures in each)


def _figures(sentence: Sentence, *, negated: bool) -> frozenset[str]:
    """The figures that a sentence denies, or asserts, in digits."""
    return frozenset(figure for word in sentence.words if word.negated == negated and (figure := _figure(word)))


def _figure(word: Word) -> str:
    """The figure that a word is, in digits, empty for any other word."""
    value = number_words().numbers.get(word.lower)
    return f"{value:g}" if value is not None else word.text if word.text[0].isdecimal() and word.text != "000" else ""


def _asserted(said: Sentence, stated: Sequence[Sentence]) -> str:
    """A word that the claim asserts and the sentences deny, empty when there is none or when both deny the same."""
    positive, negative = _signs(stated)
    own_positive, own_negative = _own_signs(said)
    if own_negative & negative:
        return ""
    return min((own_positive - own_negative) & (negative - positive), default="")


def _opposite(said: Sentence, stated: Sequence[Sentence], every: frozenset[str]) -> str:
    """The failure when the claim has a word's antonym in the word's place, else empty."""
    antonyms = lexicon().polarity.antonyms
    asserted = [word for sentence in stated for word in sentence.words if not word.negated]
    held = {form for word in asserted for form in (bare_stem(word.lower), bare_stem(word.stem))}
    telling = {bare_stem(base) for word in asserted if word.content for base in lemmas(word.lower)}
    said_too = {form for word in said.words for form in (bare_stem(word.lower), bare_stem(word.stem))}
    for word in said.words:
        own = bare_stem(word.lower)
        if word.negated or own in every:
            continue
        opposed = (antonyms.get(own, frozenset()) | antonyms.get(word.lower, frozenset())) & held
        for base in lemmas(word.lower) if word.content else ():
            opposed |= antonyms.get(base, frozenset()) & held
            opposed |= {bare_stem(other) for other in opposites_of(base)} & telling
        if opposed and _told_otherwise(word, asserted):
            continue
        borne_out = lexicon().comparison.borne_out.get(word.lower, frozenset()) & every  # "accelerates slow processes"
        if not borne_out and (opposed := opposed - said_too):  # "speeds up slow development" has both
            return f"says {word.lower!r} where the cited sentence says {sorted(opposed)[0]!r}"
        if opposed_form := _unprefixed(word.lower) & {item for item in held if len(item) > 3}:
            return f"says {word.lower!r} where the cited sentence says {sorted(opposed_form)[0]!r}"
    return ""


def _told_otherwise(word: Word, asserted: Sequence[Word]) -> bool:
    """True where the sentences say the word too, in another: "speeds up" where it is "accelerates a slow process"."""
    forms = {word.lower, *lemmas(word.lower)}
    return word.content and any(forms & implied_by(other.lower) for other in asserted if other.content)


def _unprefixed(word: str) -> frozenset[str]:
    """The word without a denying prefix, in the forms a vocabulary holds: "uncommon" → "common"."""
    bare = next((word[len(prefix) :] for prefix in _DENYING if word.startswith(prefix)), "")
    return frozenset({bare, bare_stem(bare)}) if len(bare) > 3 and frequency(bare) > 3 else frozenset()


def _own_signs(said: Sentence) -> tuple[set[str], set[str]]:
    """The signs of a claim: what it leaves open, it neither asserts nor denies."""
    left_open = {word.stem for word in said.words if word.open}
    positive, negative = _signs([said])
    return positive - left_open, negative - left_open


def _signs(sentences: Iterable[Sentence]) -> tuple[set[str], set[str]]:
    """Stems of content words outside and inside the reach of a negator; figures count as words."""
    positive: set[str] = set()
    negative: set[str] = set()
    for sentence in sentences:
        for word in sentence.words:
            if word.content:
                (negative if word.negated else positive).add(word.stem)
    return positive, negative


def _same_subject(source: Source, careers: set[str]) -> bool:
    return not source.heads or not careers or source.heads[0] in careers
