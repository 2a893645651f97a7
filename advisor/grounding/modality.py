"""Modality: a claim obliges, promises, generalises and hedges no more than the sentences it restates."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from advisor.grounding.evidence import Evidence, aligned_sentences
from advisor.grounding.figures import periods_of
from advisor.grounding.lexicon import lexicon
from advisor.grounding.negation import in_phrase
from advisor.grounding.thesaurus import is_verb, may_be_verb
from advisor.grounding.words import Sentence, read_sentence, segments, stem
from advisor.types import Check, Claim
from vectorstore.numbers import lexicon as number_words


def check_modality(claim: Claim, evidence: Evidence) -> Check:
    """Fails when a claim is stronger or looser than what it cites: "must" for "can", "all" for "many", no hedge."""
    said = read_sentence(claim.text)
    aligned = aligned_sentences(said, evidence.sentences)[:1]
    failure = (
        _unfounded(said, aligned, evidence)
        or _loosened(said, evidence)
        or next((reason for sentence in aligned if (reason := _strengthened(said, sentence, evidence))), "")
    )
    return Check("modality", not failure, failure)


def _unfounded(said: Sentence, aligned: Sequence[Sentence], evidence: Evidence) -> str:
    """The failure when an absolute word of the claim has no equal in the evidence.

    A heading's "requirements" oblige to nothing where the sentence under it says "optional"; "you are through when …"
    obliges to what follows.
    """
    words = lexicon().modality
    left_open = any(_leaves_open(sentence) for sentence in aligned)
    stated = _granted(evidence.sentences if left_open else (*evidence.sentences, *evidence.headings))
    conditional = any(word.lower in words.conditions for sentence in aligned for word in sentence.words)
    towards = any(reading.parts for reading in evidence.readings) and _opens_with_aim(said)
    for index, word in enumerate(said.words):
        if word.lower not in _absolute() or _is_harmless(said, index) or _is_period(said, index, evidence):
            continue
        if _only_denied(word.lower, evidence):
            return f"says {word.lower!r}, which the cited spans deny"
        for group in words.absolutes:
            obliges = bool(group & words.obligation)
            granting = group | words.obliged_by if obliges else group
            if word.lower in group and not stated & granting and not (obliges and (conditional or towards)):
                return f"says {word.lower!r}, which the cited spans do not"
    return ""


def _opens_with_aim(said: Sentence) -> bool:
    """True for "To finish part two, you have to …": what a part ends with is what its end demands."""
    first = [word.lower for word in said.words[:2]]
    return len(first) == 2 and first[0] == "to" and may_be_verb(first[1])


def _is_period(said: Sentence, index: int, evidence: Evidence) -> bool:
    """True for the "every" of "every day" where the evidence says "daily"."""
    following = said.words[index + 1].lower if index + 1 < len(said.words) else ""
    return bool(periods_of(following) & evidence.words)


@cache
def _absolute() -> frozenset[str]:
    """The words that may claim something absolute."""
    return lexicon().polarity.neutral_after.union(*lexicon().modality.absolutes)


def _granted(sentences: Sequence[Sentence]) -> set[str]:
    """The words of the sentences, those left out that they deny or, as in "nearly all", fall short of."""
    words = lexicon().modality
    return {
        word.lower
        for sentence in sentences
        for before, word in zip((None, *sentence.words), sentence.words, strict=False)
        if not word.negated and not (before and before.lower in words.approximating)
    }


def _only_denied(word: str, evidence: Evidence) -> bool:
    """True when the cited sentences use a word such as "merely" only after "not"."""
    if word not in lexicon().polarity.neutral_after:
        return False
    after = [
        sentence.words[index - 1].lower if index else ""
        for sentence in evidence.sentences
        for index, other in enumerate(sentence.words)
        if other.lower == word
    ]
    return bool(after) and all(before == "not" for before in after)


def _is_harmless(said: Sentence, index: int) -> bool:
    """True where an absolute word claims nothing absolute: "all four", "not everything", "all the way"."""
    words = lexicon()
    lowers = [word.lower for word in said.words]
    lower, before = lowers[index], lowers[index - 1] if index else ""
    if said.words[index].negated or lower in words.modality.exempt or before == "not":
        return True
    if lower in words.modality.obligation and before in words.modality.lowered:
        return True  # "may have to"
    if lower in words.polarity.neutral_with and "not" in lowers[max(0, index - 4) : index + 4]:
        return True
    if lower == "all" and _sums_up(lowers, index):
        return True
    if lower in words.modality.exempt_before_number and _opens_number(lowers[index + 1 :]):
        return True
    if lower in words.modality.absolute_after_be and before not in words.order.passive:
        return True  # "certain drugs" are some drugs
    return in_phrase(lowers, index, words.modality.exempt_phrases)


def _sums_up(lowers: Sequence[str], index: int) -> bool:
    """True for the "all" of "A, B and C all have", "they are all", "in all": it takes up what was named before."""
    words = lexicon()
    before = lowers[index - 1] if index else ""
    if before in words.modality.exempt_after:
        return True
    if before.endswith("s") and len(before) > 3 and not is_verb(before):
        return True
    reach = index if before in words.order.passive else 4
    return before != "and" and "and" in lowers[max(0, index - reach) : index]


def _opens_number(following: Sequence[str]) -> bool:
    """True when a number comes next, words such as "about" and "a" set aside."""
    numbers = number_words()
    first = next((word for word in following if word not in numbers.approximate | {"a", "the"}), "")
    return first[:1].isdecimal() or first in numbers.numbers


def _loosened(said: Sentence, evidence: Evidence) -> str:
    """The failure when the claim calls optional what the evidence neither leaves open nor denies."""
    words = lexicon().modality
    loose = next((word.lower for word in said.words if word.lower in words.optional and not word.negated), "")
    stated = (*evidence.sentences, *evidence.headings)
    leaving = words.leaving_open | words.lowered
    if not loose or any(each.negators or any(word.lower in leaving for word in each.words) for each in stated):
        return ""
    return f"says {loose!r}, which the cited spans do not"


def _strengthened(said: Sentence, sentence: Sentence, evidence: Evidence) -> str:
    """The failure when the claim demands, promises or settles what the sentence it restates does not."""
    words = lexicon().modality
    own, stated = ({word.lower for word in each.words} for each in (said, sentence))
    demanding = {word.lower for word in said.words if word.lower in words.demanding and not word.negated}
    if demanding and not stated & words.obligation and (_leaves_open(sentence) or _is_invited(evidence)):
        return f"says {min(demanding)!r} of what the cited sentence leaves open"
    hedged = stated & words.hedges
    if own & words.certain and hedged and not stated & words.certain and not own & words.hedges:
        return f"is certain where the cited sentence says {min(hedged)!r}"
    if stated & words.obligation and own & words.lowered and not stated & words.lowered:
        return "leaves open what the cited sentence requires"
    dropped = _clause_words(said, sentence) & words.kept_hedges
    if dropped and not own & words.hedges:
        return f"leaves out {min(dropped)!r}"
    return ""


def _leaves_open(sentence: Sentence) -> bool:
    """True when a sentence says of something that it helps or is optional."""
    return any(word.lower in lexicon().modality.leaving_open and not word.negated for word in sentence.words)


def _is_invited(evidence: Evidence) -> bool:
    """True when all that is cited stands under headings such as "Great fit if you": what helps, not what is needed."""
    return all(
        source.kind == "fit"
        or any(
            word.stem == stem("fit") and not word.negated and not heading.asks
            for heading in reading.headings
            for word in heading.words
        )
        for source, reading in zip(evidence.cited, evidence.readings, strict=True)
    )


def _clause_words(said: Sentence, sentence: Sentence) -> frozenset[str]:
    """The words of the clause of a sentence that shares most with the claim."""
    clauses = [read_sentence(part) for part in segments(sentence.text)] or [sentence]
    best = max(clauses, key=lambda clause: len(clause.stems & said.stems))
    return frozenset(word.lower for word in best.words)
