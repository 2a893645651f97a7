"""Order: who does what to whom, and what turns into what, is the same in a claim and in the sentence it restates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from advisor.grounding.evidence import Evidence, read_source
from advisor.grounding.lexicon import lexicon
from advisor.grounding.stems import bare_stem
from advisor.grounding.thesaurus import is_verb, may_be_verb, names_things
from advisor.grounding.words import Sentence, Word, read_sentence, segments
from advisor.types import Check, Claim
from vectorstore.numbers import lexicon as number_words

_NOUN_ENDINGS = ("tion", "tions", "ment", "ments", "er", "ers", "or", "ors", "ance", "ence")
_SIDE = 8  # words beside a verb or preposition among which its subject and object stand
_TURNED = "-"  # before the preposition that says the same with its sides exchanged
_RATED = 4  # words after "for every" among which stands what is counted
_OPENING = 2  # a clause whose verb is among its first words says what the heading's career or role does
_Sides = tuple[str, frozenset[str], frozenset[str]]  # a pivot, and the nouns before and after it


@dataclass(frozen=True, slots=True)
class _Relation:
    """A verb or preposition of a clause, by its stem, with the nouns that stand before and after it.

    Those of a passive are turned round, so that `before` is who does it.
    """

    pivot: str
    before: frozenset[str]
    after: frozenset[str]
    compares: bool = False


def check_order(claim: Claim, evidence: Evidence) -> Check:
    """Fails when what stood on the two sides of a verb or preposition has changed places, voices set aside."""
    said = _relations(claim.text, frozenset())
    stated = [
        relation
        for source in evidence.cited
        for sentence in read_source(source).sentences
        for relation in _relations(sentence.text, _titled(read_source(source).headings))
    ]
    for own in said:
        rivals = [other for other in stated if other.pivot == own.pivot]
        straight = max((len(own.before & other.before) + len(own.after & other.after) for other in rivals), default=0)
        if any(_crossed(own, other) > straight or _changed_ends(own, other) for other in rivals):
            return Check("polarity", False, f"turns round who or what stands before and after {own.pivot!r}")
    return Check("polarity", True)


def _crossed(own: _Relation, other: _Relation) -> int:
    """How many nouns stand on the other side, 0 unless both sides hold one of the other's."""
    there, back = len(own.before & other.after), len(own.after & other.before)
    return there + back if there and back else 0


def _changed_ends(own: _Relation, other: _Relation) -> bool:
    """True when what a claim compares with ("better than B") is what the sentence calls better, without a "than"."""
    turned, kept = len(own.after & other.before), len(own.before & other.before)
    return own.compares and not other.after and turned > kept


def _titled(headings: Sequence[Sentence]) -> frozenset[str]:
    return frozenset(word.stem for heading in headings for word in heading.words if word.content)


@lru_cache(maxsize=8192)
def _relations(text: str, subject: frozenset[str]) -> tuple[_Relation, ...]:
    """The relations of a sentence; `subject` stands before a verb that opens it."""
    sentence = read_sentence(text)
    return (*_directed(sentence, subject), *_comparisons(sentence.words))


def _directed(sentence: Sentence, subject: frozenset[str]) -> Iterator[_Relation]:
    order = lexicon().order
    nouns = [word.stem if _is_noun(word) else "" for word in sentence.words]
    for place, word in enumerate(sentence.words):
        if word.lower in order.directions:
            found = _of_direction(sentence.words, place, nouns)
        elif word.lower in order.complements:
            found = _of_complement(sentence, place, nouns)
        elif word.lower in order.rates and place and sentence.words[place - 1].lower == "for":
            # "Two hours on A for every hour of B", "for each hour of B, two on A".
            counted = _among(nouns[place + 1 : place + 1 + _RATED])
            found = iter([("each", _among(nouns) - counted, counted)])
        elif _relates(sentence, place):
            found = _of_verb(sentence, place, nouns, subject)
        else:
            continue
        for pivot, before, after in found:
            yield _Relation(pivot, before - after, after - before)


def _of_direction(words: Sequence[Word], place: int, nouns: Sequence[str]) -> Iterator[_Sides]:
    """The two sides of "transcripts into notes", of "notes from transcripts" turned round."""
    if _beside_figure(words, place) or _opens_verb(words, place):
        return
    directions = lexicon().order.directions
    pivot, before, after = directions[words[place].lower], _ahead(nouns, place), _behind(nouns, place)
    if not pivot.startswith(_TURNED):
        yield pivot, before, after
        return
    to = _next(words, place, directions)  # "from A to B" comes from A alone
    if to == len(words) or not _beside_figure(words, to):  # not of "from the equivalent of $50,000 to $150,000"
        yield pivot.removeprefix(_TURNED), _behind(nouns, place, to), before


def _of_complement(sentence: Sentence, place: int, nouns: Sequence[str]) -> Iterator[_Sides]:
    """What stands between a verb and its complement, and the complement: "grounds outputs in guidelines"."""
    verbs = (index for index in range(place - 1, max(-1, place - 1 - _SIDE), -1) if _relates(sentence, index))
    verb = next(verbs, None)
    if verb is not None and not _beside_figure(sentence.words, place):
        yield sentence.words[place].lower, _among(nouns[verb + 1 : place]), _behind(nouns, place)


def _of_verb(sentence: Sentence, place: int, nouns: Sequence[str], subject: frozenset[str]) -> Iterator[_Sides]:
    """Who does something and whom or what it is done to, its complements counted with that and not."""
    words = sentence.words
    pivot, before, after = words[place].stem, _ahead(nouns, place), _behind(nouns, place)
    if place and words[place - 1].lower in lexicon().polarity.scope_pronouns:
        before = frozenset()  # "the services you learn": what stands before is no subject
    elif place < _OPENING:
        before = before or subject
    if _is_passive(sentence, place):
        yield pivot, _behind(nouns, _next(words, place, {"by"})), before
        return
    yield pivot, before, after
    if narrow := _behind(nouns, place, _next(words, place, lexicon().order.complements)):
        yield f"{pivot} what", before, narrow  # "advises executives" of "advises executives on ethics"


def _ahead(nouns: Sequence[str], place: int) -> frozenset[str]:
    return _among(nouns[max(0, place - _SIDE) : place])


def _behind(nouns: Sequence[str], place: int, end: int | None = None) -> frozenset[str]:
    return _among(nouns[place + 1 : place + 1 + _SIDE if end is None else min(place + 1 + _SIDE, end)])


def _next(words: Sequence[Word], place: int, wanted: Container[str]) -> int:
    """The next place of one of the wanted words, behind the last word when there is none."""
    return next((index for index in range(place + 1, len(words)) if words[index].lower in wanted), len(words))


def _comparisons(words: Sequence[Word]) -> Iterator[_Relation]:
    """The comparatives of a sentence with what they are said of, and what stands after "than", if anything does."""
    for place, word in enumerate(words):
        if word.lower in lexicon().comparison.comparative and not _beside_figure(words, place):
            than = _next(words, place, {"than"})
            before, after = _told(words[max(0, place - _SIDE) : place]), _told(words[than + 1 : than + 1 + _SIDE])
            yield _Relation(bare_stem(word.lower), before - after, after - before, compares=True)


def _told(words: Sequence[Word]) -> frozenset[str]:
    return frozenset(word.stem for word in words if word.content and not word.text.isdecimal())


def _beside_figure(words: Sequence[Word], place: int) -> bool:
    """True for the "to" of "$70,000 to $95,000" and of "five to eight years"."""
    numbers = number_words().numbers
    return any(word.text[0].isdecimal() or word.lower in numbers for word in words[max(0, place - 1) : place + 2])


def _opens_verb(words: Sequence[Word], place: int) -> bool:
    """True for the "to" of "to get"."""
    return words[place].lower == "to" and place + 1 < len(words) and is_verb(words[place + 1].lower)


def _relates(sentence: Sentence, place: int) -> bool:
    """True for a verb: not for the "detection" of a noun, the "learning" of "machine learning", "FDA-cleared"."""
    word = sentence.words[place]
    base = bare_stem(word.lower)
    verbal = is_verb(word.lower) or _is_verbal(sentence.words, place)
    if not (base in lexicon().order.relations or (word.content and verbal)):
        return False
    if word.lower.endswith(_NOUN_ENDINGS) and base != word.lower:
        return False
    if _stands_as_noun(sentence.words, place) or base in lexicon().order.either_way:
        return False
    end = word.start + len(word.text)
    if "-" in (sentence.text[word.start - 1 : word.start], sentence.text[end : end + 1]):
        return False
    if not word.lower.endswith("ing") or _is_verbal(sentence.words, place):
        return True
    following = sentence.words[place + 1] if place + 1 < len(sentence.words) else None
    before = sentence.words[place - 1] if place else None
    return before is None or not (_is_noun(before) or (following and _is_noun(following) and not before.content))


def _is_verbal(words: Sequence[Word], place: int) -> bool:
    """True for the "test" of "to test …" and of "for testing …", which elsewhere is a noun."""
    before = words[place - 1].lower if place else ""
    lower = words[place].lower
    return may_be_verb(lower) and before == ("for" if lower.endswith("ing") else "to")


def _stands_as_noun(words: Sequence[Word], place: int) -> bool:
    """True for the "care" of "the care", "deliver care" and "care of": the words beside it make it a noun."""
    before = words[place - 1] if place else None
    if place + 1 < len(words) and words[place + 1].lower == "of":
        return True
    if before is None or words[place].lower.endswith(("ing", "ed")):
        return False
    if before.lower in lexicon().order.before_nouns or (before.content and is_verb(before.lower)):
        return True
    after = words[place + 1] if place + 1 < len(words) else None  # "trusts employ"
    return _is_noun(before) and after is not None and is_verb(after.lower)


def _among(nouns: Sequence[str]) -> frozenset[str]:
    return frozenset(noun for noun in nouns if noun)


def _is_noun(word: Word) -> bool:
    return (
        word.content
        and not any(character.isdecimal() for character in word.text)
        and word.lower not in number_words().units
        and (names_things(word.lower) or word.lower in lexicon().attachment.bearers)
    )


def _is_passive(sentence: Sentence, index: int) -> bool:
    before = [word.lower for word in sentence.words[max(0, index - 2) : index]]
    after = sentence.words[index + 1].lower if index + 1 < len(sentence.words) else ""
    return after == "by" or bool(
        set(before) & lexicon().order.passive and not sentence.words[index].lower.endswith("ing")
    )


def check_bindings(claim: Claim, evidence: Evidence) -> Check:
    """Fails when two parts of a claim have exchanged what two parts of the cited spans say: "R for B, SQL for A"."""
    said = _alone([_telling(part) for part in segments(claim.text)])
    stated = _alone(
        [
            _telling(part)
            for source in evidence.cited
            for sentence in read_source(source).sentences
            for part in segments(sentence.text)
        ]
    )
    for first, second in combinations([part for part in said if part], 2):
        for one, other in combinations([part for part in stated if part & (first | second)], 2):
            if first & one and first & other and second & one and second & other:
                return Check("attachment", False, f"says of {min(first & one)!r} what is said of {min(second & one)!r}")
    return Check("attachment", True)


def _telling(text: str) -> frozenset[str]:
    return frozenset(word.stem for word in read_sentence(text).words if word.content and not word.text.isdecimal())


def _alone(parts: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """The parts without the words that several of them hold."""
    counts = Counter(word for part in parts for word in part)
    return [frozenset(word for word in part if counts[word] == 1) for part in parts]
