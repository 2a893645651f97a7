"""Coverage: whether the cited spans carry every word of a claim, said so, said otherwise or implied."""

from __future__ import annotations

from advisor.grounding.encoding import Encode, match
from advisor.grounding.evidence import Evidence
from advisor.grounding.lexicon import lexicon
from advisor.grounding.part_references import letters_part, part_at
from advisor.grounding.support import Signals, models, read_signals
from advisor.grounding.thesaurus import implied_by, lemmas, names_things
from advisor.grounding.words import Word, is_short_for, read_sentence
from advisor.types import Check, Claim
from vectorstore.numbers import lexicon as number_words
from vectorstore.quantities import find_quantities


def check_coverage(claim: Claim, evidence: Evidence, *, encode: Encode | None) -> Check:
    """Fails on a word that the cited spans do not hold and, by the company it keeps, do not carry either."""
    signals = missing_signals(claim.text, evidence, encode=encode)
    if not signals:
        return Check("coverage", True)
    model = models()["words" if signals[0][1].in_context is None else "meaning"]
    share, word = min(((model.probability(each), word) for word, each in signals), key=lambda row: row[0])
    if share >= model.least:
        return Check("coverage", True)
    return Check("coverage", False, f"the cited spans do not carry {word.text!r}")


def missing_signals(text: str, evidence: Evidence, *, encode: Encode | None) -> list[tuple[Word, Signals]]:
    """The words of `text` that the cited spans do not hold, in order, with what tells whether they carry them."""
    content, missing = missing_words(text, evidence)
    if not missing:
        return []
    sources = [source.tokens for source in evidence.cited if source.tokens is not None and len(source.tokens)]
    return read_signals(
        text,
        content=content,
        missing=missing,
        stated=_stated(evidence),
        matches=match(encode(text), sources) if encode is not None and sources else None,
    )


def missing_words(text: str, evidence: Evidence) -> tuple[list[Word], list[Word]]:
    """The content words of `text`, figures left out, and those that the cited spans and headings do not hold."""
    known = evidence.words
    figures = [(mention.start, mention.end) for mention in find_quantities(text)]
    said = read_sentence(text).words
    content = [
        word
        for index, word in enumerate(said)
        if word.content
        and part_at(said, index) is None
        and not letters_part(said, index)
        and not word.text.isdecimal()
        and not _is_acronym(word)
        and not any(start <= word.start < end for start, end in figures)
    ]
    words = lexicon()
    # Comparisons, places, hedges, degrees and units of time have checks of their own.
    elsewhere = words.comparison.comparative.keys() | words.comparison.superlative.keys() | words.places | words.shading
    elsewhere |= number_words().units.keys()
    lost = [word for word in content if not {word.lower, word.stem} & known and word.lower not in elsewhere]
    lost = [word for word in lost if not any(is_short_for(word.lower, other) for other in known)]
    denying = {word for phrase in read_sentence(text).negators for word in phrase.split()}  # "leaves out"
    lost = [word for word in lost if word.lower not in denying]
    if not lost:
        return content, []
    stated = _stated(evidence)
    return content, [word for word in lost if not is_said_otherwise(word.lower, stated)]


def _stated(evidence: Evidence) -> frozenset[str]:
    """The content words of the cited spans and their headings, in lower case."""
    sentences = (*evidence.sentences, *evidence.headings)
    return frozenset(word.lower for sentence in sentences for word in sentence.words if word.content)


def is_said_otherwise(word: str, known: frozenset[str]) -> bool:
    """True when one of the known words means the word, or something of which the word is the more general name.

    A verb or adjective may also be the more particular one: "monitor" for "watch". A noun may not: no page that
    says "staff" has said "nurses".
    """
    if not names_things(word) and implied_by(word) & known:
        return True
    forms = lemmas(word)
    return any(forms & implied_by(other) for other in known)


def _is_acronym(word: Word) -> bool:
    """Acronyms are the name check's matter, which knows what they stand for."""
    return word.text.removesuffix("s").isupper() and len(word.text) > 1
