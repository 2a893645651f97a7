"""Points of lists that other lists of a page make doubtful: the title or label above them was lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from ingest.layout import layout
from vectorstore.types import Attribute, Fact, Part

_HARDLY_ANY, _MOST, _FEWEST = 0.25, 0.6, 2  # shares of a list in which words are found; points
# A list, its opposite, the words that tell the two apart, and the share of points behind which they show the opposite;
# 0 where it is their absence that does.
_TAILS: tuple[tuple[Attribute, Attribute, str, float], ...] = (
    ("skill", "tool", "product", _MOST),
    ("tool", "skill", "product", 0),
    ("fit", "non_fit", "averse", 1),
)
_OF_PHASES: tuple[Attribute, ...] = ("goal", "resource")
_OF_LEVELS: tuple[Attribute, ...] = ("duty",)
_SHARED = 4  # words with which points begin that a label leads
_WORDY = 7  # words of a tool, on average


def doubtful_points(facts: Sequence[Fact]) -> list[Fact]:
    """The points among the facts of a career that belong to other lists than those they were read in."""
    return [fact for check in _CHECKS for fact in check(facts)]


def _by_part(facts: Sequence[Fact], attribute: Attribute) -> Mapping[Part, list[Fact]]:
    lists: dict[Part, list[Fact]] = {}
    for fact in facts:
        if fact.attribute == attribute and fact.part is not None:
            lists.setdefault(fact.part, []).append(fact)
    return lists


def _foreign_tails(facts: Sequence[Fact]) -> list[Fact]:
    """The end of a list that is another of which the page has none: tools behind skills, dislikes behind whom it suits.

    The title between the two was lost, or was not seen.
    """
    found: list[Fact] = []
    for attribute, other, words, shows in _TAILS:
        listed = [fact for fact in facts if fact.attribute == attribute]
        if any(fact.attribute == other for fact in facts):
            continue
        told = [layout().expressions[words].search(str(fact.value)) is not None for fact in listed]
        if shows == 1 and len(listed) > _FEWEST and all(told):
            found += listed
        for split in range(_FEWEST, len(listed) - _FEWEST + 1):
            front, tail = sum(told[:split]) / split, sum(told[split:]) / (len(told) - split)
            if (tail >= shows and front <= _HARDLY_ANY) if shows else (front >= _MOST and tail == 0):
                found += listed[split:]
                break
    return found


def _resources_among_goals(facts: Sequence[Fact]) -> list[Fact]:
    """Goals of the only phase without resources, beyond as many as the others have: a label of it was lost.

    Which of them are resources can't be told; those that come first are goals in every order of the labels.
    """
    goals = _by_part(facts, "goal")
    supplied = {fact.part for fact in facts if fact.attribute == "resource"}
    bare = [part for part in goals if part not in supplied]
    if len(bare) != 1 or len(goals) <= _FEWEST:
        return []
    fewest = min(len(found) for part, found in goals.items() if part in supplied)
    return goals[bare[0]][fewest:]


def _labels_among_points(facts: Sequence[Fact]) -> list[Fact]:
    """What phases list under the words of a label that was not known: words that come again in another phase.

    A label stands between the points of one phase as between those of the next, alone above more of them or in front
    of its text.
    """
    found: list[Fact] = []
    for attribute in _OF_PHASES:
        lists = _by_part(facts, attribute)
        last = {each[-1].value for each in lists.values()}
        begun = [
            {_beginning(fact) for fact in each[1:] if len(str(fact.value).split()) > _SHARED or fact.value not in last}
            for each in lists.values()
        ]
        again = {
            words for words, count in Counter(words for each in begun for words in each).items() if count >= _FEWEST
        }
        for each in lists.values():
            first = next((at for at, fact in enumerate(each) if at and _beginning(fact) in again), len(each))
            found += each[first:]
    return found


def _beginning(fact: Fact) -> str:
    begun = " ".join(str(fact.value).casefold().split()[:_SHARED])
    return begun.partition(":")[0] if fact.attribute == "goal" else begun  # a label, whatever it leads to


def _overlong_lists(facts: Sequence[Fact]) -> list[Fact]:
    """The end of the list of a phase that is many times as long as those of the others: it is of something else."""
    found: list[Fact] = []
    for attribute in (*_OF_PHASES, *_OF_LEVELS):
        lists = _by_part(facts, attribute)
        for part, each in lists.items():
            usual = max((len(other) for at, other in lists.items() if at != part), default=len(each))
            found += each[usual:] if len(lists) > _FEWEST and len(each) > _FEWEST * usual else []
    return found


def _proofs_before_others(facts: Sequence[Fact]) -> list[Fact]:
    """Milestones of a phase with resources and another milestone behind: what "Outcomes" led to are goals."""
    found: list[Fact] = []
    for part in {fact.part for fact in facts if fact.part is not None and fact.part.kind == "phase"}:
        proofs = [fact for fact in facts if fact.part == part and fact.attribute == "milestone"]
        sources = [fact.span.start for fact in facts if fact.part == part and fact.attribute == "resource"]
        if sources and any(fact.span.start > max(sources) for fact in proofs):
            found += [fact for fact in proofs if fact.span.start < min(sources)]
    return found


def _wordy_tools(facts: Sequence[Fact]) -> list[Fact]:
    """Tools told in many words, none of which names software: what is done, under a title that misled."""
    tools: dict[str, list[str]] = {}
    for fact in facts:
        if fact.attribute == "tool":
            tools.setdefault(fact.section, []).append(str(fact.value))
    product = layout().expressions["product"]
    wordy = {
        title
        for title, named in tools.items()
        if len(named) > 1
        and sum(len(words.split()) for words in named) > _WORDY * len(named)
        and not any(map(product.search, named))
    }
    return [fact for fact in facts if fact.attribute == "tool" and fact.section in wordy]


_CHECKS = (
    _foreign_tails,
    _resources_among_goals,
    _labels_among_points,
    _overlong_lists,
    _proofs_before_others,
    _wordy_tools,
)
