"""How far denials reach: which pieces of a text its negators deny, and which they only leave open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from advisor.grounding.lexicon import lexicon
from advisor.grounding.stems import bare_stem
from advisor.grounding.thesaurus import is_verb

_PAUSES = frozenset(".;:!?()—–•,")
_REACH = 9  # words that "not" may deny
_SHORT_REACH = 4
_LABEL = 4  # words of a label in front of a colon


@dataclass(frozen=True, slots=True)
class Denials:
    """Places of a text's pieces: `denied` by one of the `negators`; `open` are those a lifted duty leaves open.

    "You do not have to program" denies the duty and leaves "program" open: it may still be done.
    """

    denied: frozenset[int]
    open: frozenset[int]
    negators: tuple[str, ...]
    lifts: bool  # one of them lifts a duty


def find_denials(pieces: Sequence[str]) -> Denials:
    """What the negators among the pieces, words and marks in lower case, reach."""
    denied: set[int] = set()
    left_open: set[int] = set()
    negators: list[str] = []
    lifts = False
    for index, lower in enumerate(pieces):
        if phrase := _denying_phrase(pieces, index):
            denied.update(_before(pieces, index))
            negators.append(phrase)
        elif _denies(pieces, index):
            ahead = _ahead(pieces, index)
            reached = ahead | _behind(pieces, index, ahead)
            duty = _lifted_duty(pieces, index)
            if duty is not None:
                lifts = True
                left_open |= {place for place in ahead if place > duty}
            denied |= reached
            if reached:  # "4 months less" denies nothing
                negators.append(lower)
    return Denials(frozenset(denied), frozenset(left_open), tuple(negators), lifts)


def in_phrase(said: Sequence[str], index: int, phrases: Iterable[tuple[str, ...]]) -> bool:
    """True when the word at `index` is part of one of the phrases where it stands."""
    return any(
        phrase[at] == said[index] and tuple(said[index - at : index - at + len(phrase)]) == phrase
        for phrase in phrases
        for at in range(min(index + 1, len(phrase)))
    )


def _denies(pieces: Sequence[str], index: int) -> bool:
    """True for a negator that denies where it stands: not for "no less than", "a few", "not just"."""
    words = lexicon().polarity
    lower, following, before = pieces[index], _at(pieces, index + 1), _at(pieces, index - 1)
    if lower == "from" and following.endswith("ing"):
        return _keeps(pieces, index)
    if lower not in words.negators or following in words.neutral_after:
        return False
    wanted = words.needs_after.get(lower, "")
    if wanted and not (following == wanted or (wanted[0] == "-" and following.endswith(wanted[1:]))):
        return False
    if before in words.unlike_after.get(lower, ()) or following in words.unlike_before.get(lower, ()):
        return False
    if lower == "less" and (following[:1].isdecimal() or "than" in pieces[index + 1 : index + 1 + _REACH]):
        return False
    if following in words.undone or (lower in words.undone and before in words.lifting):
        return False  # "can not avoid", "not without"
    if words.neutral_with & set(pieces[index + 1 : index + 1 + _SHORT_REACH]):
        return False  # "not of accuracy alone"
    return not in_phrase(pieces, index, words.asserting_phrases)


def _ahead(pieces: Sequence[str], index: int) -> set[int]:
    """The places after a negator that it denies."""
    words = lexicon().polarity
    reached: set[int] = set()
    relative = "who" in pieces[max(0, index - 2) : index]  # "those who can not code | are …"
    phrasal = pieces[index] in words.short_reach and not (index == 0 and pieces[index] in words.subjects)
    for place in range(index + 1, min(index + 1 + _reach(pieces, index, phrasal=phrasal), len(pieces))):
        word = pieces[place]
        # "not technical, only clinical": a pause ends the reach, but a hyphen does not.
        if word in _PAUSES or word in words.scope_ends or _new_subject(pieces, place) or _new_verb(pieces, place):
            break
        ends = words.auxiliaries | words.scope_pronouns if phrasal else words.auxiliaries if relative else frozenset()
        if place > index + 1 and word in ends:
            break  # "a role free of programming | will …", "without SQL | you …"
        if word == "from" and words.keeping & set(pieces[index:place]):
            break  # "does not keep it from being automated"
        reached.add(place)
    return reached


def _before(pieces: Sequence[str], index: int) -> set[int]:
    """The places before a denying phrase that it denies."""
    words = lexicon()
    reached: set[int] = set()
    for place in range(index - 1, max(-1, index - 1 - _SHORT_REACH), -1):
        if pieces[place] in _PAUSES or pieces[place] in words.polarity.scope_ends | words.modality.conditions:
            break
        reached.add(place)
    return reached


def _behind(pieces: Sequence[str], index: int, ahead: set[int]) -> set[int]:
    """The places before a negator that it denies: a label, "programming" that "plays no part", a whole clause."""
    words = lexicon().polarity
    if _at(pieces, index - 1) == ":" or (_at(pieces, index - 1) == _at(pieces, index - 2) == "."):
        label = index - 1  # "Coding: not required", "Coding ..... none"
        while _at(pieces, label - 1) == ".":
            label -= 1
        return set(range(max(0, label - _LABEL), label))
    if _at(pieces, index + 1) in words.denies_before:
        return set(range(max(0, index - _LABEL), index))
    if pieces[index] not in words.closing or any(pieces[place] not in words.trailing for place in ahead):
        return set()
    # "Government agencies do not.", "About infection, not yet."
    last = index - 2 if _at(pieces, index - 1) == "," else index - 1
    reached = set()
    for place in range(last, -1, -1):
        if pieces[place] in _PAUSES or pieces[place] in words.scope_ends:
            break
        reached.add(place)
    return reached


def _lifted_duty(pieces: Sequence[str], index: int) -> int | None:
    """The place of the duty that a negator lifts, as in "not required", "need not", "no need to"."""
    words = lexicon().polarity
    if pieces[index] not in words.lifting:
        return None
    if pieces[index] == "not" and bare_stem(_at(pieces, index - 1)) == "need":
        return index
    after = (place for place in range(index + 1, len(pieces)) if pieces[place] not in words.stressing)
    place = next(after, None)
    return place if place is not None and bare_stem(pieces[place]) in words.duties else None


def _reach(pieces: Sequence[str], index: int, *, phrasal: bool) -> int:
    """How many pieces a negator may deny; "no degree can be called the best" denies all that follows."""
    if pieces[index] in lexicon().polarity.one_word:
        return 2 if _at(pieces, index + 1) == "-" else 1
    return _SHORT_REACH if phrasal else _REACH


def _denying_phrase(pieces: Sequence[str], index: int) -> str:
    """The phrase that begins at `index` and denies what stands before it, empty when there is none."""
    phrases = lexicon().polarity.denying_phrases.get(pieces[index], ())
    if phrases and lexicon().attachment.part_nouns.keys() & set(pieces[max(0, index - 2) : index]):
        return ""  # "phase two is over"
    found = (phrase for phrase in phrases if tuple(pieces[index : index + len(phrase)]) == phrase)
    return " ".join(next(found, ()))


def _keeps(pieces: Sequence[str], index: int) -> bool:
    """True at the "from" of "keep the role from being automated"; not where the keeping is denied itself."""
    before = pieces[max(0, index - _REACH) : index]
    keeping = [place for place, word in enumerate(before) if word in lexicon().polarity.keeping]
    return bool(keeping) and not lexicon().polarity.negators & set(before[: keeping[-1]])


def _new_verb(pieces: Sequence[str], index: int) -> bool:
    """True at the "and" of "who are not technical and build …": what is denied is no verb, and a verb follows."""
    if pieces[index] != "and" or index + 1 >= len(pieces):
        return False
    if pieces[index + 1] in lexicon().polarity.auxiliaries:
        return True  # "do not trust averages | and can …"
    return is_verb(pieces[index + 1]) and not is_verb(pieces[index - 1])


def _new_subject(pieces: Sequence[str], index: int) -> bool:
    return pieces[index] == "and" and _at(pieces, index + 1) in lexicon().polarity.scope_pronouns


def _at(pieces: Sequence[str], index: int) -> str:
    """The piece at `index`, empty before the first and after the last."""
    return pieces[index] if 0 <= index < len(pieces) else ""
