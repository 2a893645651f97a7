"""Comparisons and superlatives: stated by the cited span itself, recomputed from its figures, or withheld."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.grounding.attachment import named_sources, paired
from advisor.grounding.evidence import Evidence, quantity_kind, read_source
from advisor.grounding.lexicon import Comparison, lexicon
from advisor.grounding.shares import find_shares
from advisor.grounding.stems import bare_stem
from advisor.grounding.thesaurus import implied_by, names_things
from advisor.grounding.words import Word, read_sentence, stem
from advisor.types import Check, Claim
from vectorstore.numbers import find_numbers
from vectorstore.quantities import QuantityMention, find_quantities
from vectorstore.types import Quantity

_NOT_COMPARING = frozenset({"rather", "other", "either"})
_VAGUE = frozenset({"more", "most", "less", "least"})


def check_comparison(claim: Claim, evidence: Evidence) -> Check:
    """Fails on a comparing word that the figures contradict, or that neither figures nor the cited words bear out."""
    words = lexicon()
    said = read_sentence(claim.text).words
    for index, word in enumerate(said):
        following = said[index + 1].lower if index + 1 < len(said) else ""
        comparison = _comparison_of(word.lower, following)
        if comparison is None or _states_an_end(claim.text, said, index):
            continue
        if following in words.attachment.part_nouns and (
            word.lower in words.attachment.ordinals or word.lower in words.attachment.last
        ):
            continue  # "the highest level": the attachment check counts the levels
        superlative = word.lower in words.comparison.superlative
        holds = (_recompute_extreme if superlative else _recompute)(claim, evidence, comparison)
        if holds is False:
            return Check("comparison", False, f"says {word.text!r}; the cited figures say otherwise")
        names_end = (
            word.lower in (words.figures.low_end | words.figures.high_end) - _VAGUE
            and following not in words.attachment.part_nouns
        )
        if holds is None and names_end and find_quantities(claim.text):
            continue  # "the top of the band is $175,000": the figure check knows which end that is
        if holds is None and not claim.computed and not _stated(said, index, evidence):
            return Check("comparison", False, f"says {word.text!r}, which the cited spans neither say nor bear out")
    return Check("comparison", True)


def _comparison_of(word: str, following: str) -> Comparison | None:
    """What a word compares, with the one after it; None for a word that compares nothing."""
    words = lexicon().comparison
    kind = words.measured.get(following)
    if kind and word in {"most", "least"}:
        return Comparison(1 if word == "most" else -1, kind)  # "takes the least time"
    known = words.comparative.get(word) or words.superlative.get(word)
    if known is None and word.endswith("er") and following == "than" and word not in _NOT_COMPARING:
        return Comparison(0, "")  # "simpler than"
    return known


def _states_an_end(text: str, said: Sequence[Word], index: int) -> bool:
    """True for "more than $200,000", "at least 8 weeks", "or more": an end of a figure, not a comparison."""
    before = said[index - 1].lower if index else ""
    if before == "at" and said[index].lower == "most":  # "at most centres" speaks of their majority
        return _opens_figure(text, said, index + 1) or _opens_figure(text, said, index - 2)
    if before in {"at", "or", "no"} or (before == "and" and index + 1 == len(said)):
        return True
    following = [word.lower for word in said[index + 1 : index + 3]]
    if following and _opens_figure(text, said, index + 1):
        between = text[said[index].start + len(said[index].text) : said[index + 1].start]
        return not between.strip(" ~$£€₹")  # "takes longer, 12 months" compares
    return following[:1] == ["than"] and _opens_figure(text, said, index + 2)


def _opens_figure(text: str, said: Sequence[Word], index: int) -> bool:
    if index >= len(said):
        return False
    start = said[index].start
    return (
        any(mention.start <= start < mention.end for mention in find_quantities(text))
        or said[index].text[0].isdecimal()
    )


def _stated(said: Sequence[Word], index: int, evidence: Evidence) -> bool:
    """True when a cited sentence compares with the same word, as strongly, and the same adjective."""
    word = said[index]
    own_hedge = _one_of(said, index)
    if _turned_round(said, index, evidence):
        return False
    if _says_otherwise(said, index, evidence):
        return True
    # "What is the biggest challenge?" is asked, not stated: the answer may name one among several.
    stated = [heading for heading in evidence.headings if not heading.asks]
    for sentence in (*evidence.sentences, *stated):
        for place, other in enumerate(sentence.words):
            if other.negated != word.negated:
                continue
            if not _is_same(other, word) or (_one_of(sentence.words, place) and not own_hedge):
                continue
            if word.lower not in _VAGUE or _share(_company(said, index), _company(sentence.words, place)):
                return True
    return False


def _is_same(word: Word, other: Word) -> bool:
    """True for two forms of a word, and for two that mean the same: "outpace", "outstrip"."""
    return word.stem == other.stem or bare_stem(word.lower) == bare_stem(other.lower)


def _says_otherwise(said: Sequence[Word], index: int, evidence: Evidence) -> bool:
    """True when cited words bear out a word for the best, for a majority, or for "more than" what something is."""
    words = lexicon()
    word = said[index]
    following = said[index + 1].lower if index + 1 < len(said) else ""
    if word.lower == "most" and names_things(following) and (words.comparison.majority - {"most"}) & evidence.words:
        return True
    if word.lower == "most" and any(
        share.value > 0.5 for source in evidence.cited for share in find_shares(source.text)
    ):
        return True
    becomes = said[index - 1].lower in words.comparison.becoming or (
        index > 1 and said[index - 2].lower in words.comparison.becoming
    )
    if word.lower == "more" and becomes and _share({following, stem(following)}, set(evidence.words)):
        return True  # "become more transparent" where it is for transparency
    if following != "than" and words.comparison.borne_out.get(word.lower, frozenset()) & evidence.words:
        return True
    own = _following(said, index)
    for sentence in evidence.sentences:
        for place, other in enumerate(sentence.words):
            if other.negated != word.negated:
                continue
            among = _one_of(sentence.words, place)
            if among and other.lower in words.comparison.superlative and _one_of(said, index):
                return True  # "one of the biggest" where it is "one of the most significant"
            same = own & _following(sentence.words, place)
            if word.lower in words.comparison.best and (
                other.lower in words.comparison.best or (other.lower == "most" and same and not among)
            ):
                return True
            # "More than technologists" where they are "not merely technologists".
            if word.lower == "more" and following == "than" and other.lower in words.comparison.exceeding and same:
                return True
    return False


def _turned_round(said: Sequence[Word], index: int, evidence: Evidence) -> bool:
    """True when a cited sentence says the opposite of the same: "less stability" where the claim says "more stability".

    Not where what the sentence is about is what the claim compares with: "B offers more than A".
    """
    words = lexicon().comparison.comparative
    own = words.get(said[index].lower)
    company = _following(said, index)
    than = next((place for place in range(index, len(said)) if said[place].lower == "than"), len(said))
    after = _telling(said[than:])
    for sentence in evidence.sentences:
        for place, other in enumerate(sentence.words):
            theirs = words.get(other.lower)
            if own is None or theirs is None or own.direction * theirs.direction >= 0 or own.of != theirs.of:
                continue
            if _share(company, _following(sentence.words, place)) and not after & _telling(sentence.words[:place]):
                return True
    return False


def _telling(words: Sequence[Word]) -> set[str]:
    return {word.stem for word in words if word.content}


def _share(own: set[str], others: set[str]) -> bool:
    """True when one of the words is among the others, or is derived from one: "less stable", "less stability"."""
    return bool(own & others) or any(implied_by(other) & own for other in others)


def _company(words: Sequence[Word], index: int) -> set[str]:
    """The words after the one at `index`, or, where it is the last, those before it: "industry pays more"."""
    return _following(words, index) or {
        form for word in words[max(0, index - 3) : index] for form in (word.lower, word.stem)
    }


def _following(words: Sequence[Word], index: int) -> set[str]:
    """The three words after one, as they stand and as stems; "than" is none of them."""
    return {form for word in words[index + 1 : index + 4] for form in (word.lower, word.stem)} - {"than"}


def _one_of(words: Sequence[Word], index: int) -> bool:
    """True when the superlative at `index` is one among several: "one of the most mature", "a leading cause"."""
    before = [word.lower for word in words[max(0, index - 4) : index]]
    owned = before[:2] == ["one", "of"] or before[1:3] == ["one", "of"]  # "one of AI's most mature uses"
    return owned or before[-2:] in (["of", "the"], ["among", "the"]) or before[-1:] in (["a"], ["an"], ["among"])


@dataclass(frozen=True, slots=True)
class _Value:
    """A figure of one side of a comparison; `unit` is empty for a plain number."""

    low: float
    high: float
    unit: str


def _recompute(claim: Claim, evidence: Evidence, comparison: Comparison) -> bool | None:
    """Whether figures bear out "A … longer … than B" or "A …, whereas B … longer"; None when they cannot tell."""
    sides = _sides(claim.text, evidence, comparison)
    if comparison.direction == 0 or sides is None:
        return None
    left, right = sides
    if (left.low, left.high) == (right.low, right.high):
        return False
    rises = left.low >= right.low and left.high >= right.high
    falls = left.low <= right.low and left.high <= right.high
    return rises if comparison.direction > 0 else falls


def _sides(text: str, evidence: Evidence, comparison: Comparison) -> tuple[_Value, _Value] | None:
    """What is compared and what with, each by its one figure, or None where they are not told."""
    words = lexicon().comparison
    in_pairs = paired(text)
    plain, text = in_pairs != text or not comparison.of, in_pairs
    said = read_sentence(text).words
    cut = next((word.start for word in said if word.lower in words.than), None)
    before = True  # what is compared stands before "than", and in that part of a contrast in which the comparison is
    if cut is None:
        cut = next((word.start for word in said if word.lower in words.contrasts), None)
        compared = (words.comparative.get(word.lower) == comparison for word in said if word.start < (cut or 0))
        before = any(compared)
    if cut is None:
        return None
    first, second = (_side(side, evidence, comparison, plain=plain) for side in (text[:cut], text[cut:]))
    # "Fifteen weeks against nine": a plain number is in the unit of the other.
    if first is None or second is None or (first.unit != second.unit and first.unit and second.unit):
        return None
    return (first, second) if before else (second, first)


def _side(text: str, evidence: Evidence, comparison: Comparison, *, plain: bool) -> _Value | None:
    """The one figure of the source that a side of a comparison names, or else the one that the side states.

    With `plain` that may be a number without a unit.
    """
    mentions = [mention for mention in find_quantities(text) if not is_difference(text, mention)]
    stated = _of_kind([mention.quantity for mention in mentions], comparison)
    for values in (_named_values(text, evidence, comparison), stated):
        if len(values) == 1:
            return _Value(values[0].low, values[0].high, values[0].unit)
    numbers = [] if mentions else find_numbers(text)
    return _Value(numbers[0].value, numbers[0].value, "") if len(numbers) == 1 and plain else None


def _named_values(text: str, evidence: Evidence, comparison: Comparison) -> list[Quantity]:
    """The figures of those cited sources whose headings the text names."""
    named = named_sources(text, evidence.cited)
    return _of_kind([value for source in named for value in read_source(source).quantities], comparison)


def is_difference(text: str, mention: QuantityMention) -> bool:
    """True for the figure of "four weeks longer": it says by how much, not what either side has."""
    after = text[mention.end :].lstrip()
    following = next(iter(read_sentence(after).words), None) if after[:1].isalpha() else None
    return following is not None and following.lower in lexicon().comparison.comparative


def _recompute_extreme(claim: Claim, evidence: Evidence, comparison: Comparison) -> bool | None:
    """Whether the figure or part that a superlative names is the extreme one of those cited."""
    values = [value for source in evidence.cited for value in _of_kind(read_source(source).quantities, comparison)]
    if comparison.direction == 0 or len(evidence.cited) < 2 or len({value.unit for value in values}) != 1:
        return None
    stated = _of_kind([mention.quantity for mention in find_quantities(claim.text)], comparison)
    stated = stated or _named_values(claim.text, evidence, comparison)
    if not stated:
        return None
    pick = max if comparison.direction > 0 else min
    extreme = pick(value.high for value in values)
    return any(value.high == extreme for value in stated)


def _of_kind(quantities: Sequence[Quantity], comparison: Comparison) -> list[Quantity]:
    return [quantity for quantity in quantities if not comparison.of or quantity_kind(quantity.unit) == comparison.of]
