"""The questions of one turn, each on its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.facets import facet_definitions
from advisor.operations.entries import years_named
from advisor.operations.wanted import wanted
from advisor.requests import OUTSIDE, Facet, Operation, Wanted
from advisor.understanding.clause import Clause, ClauseReader
from advisor.understanding.clauses import (
    joints_of,
    leads_in,
    pairs_of,
    split_clauses,
    where_asking_begins,
    where_criteria_begin,
)
from advisor.understanding.following import ask_words, names_only, points_back
from advisor.understanding.measuring import says_order
from advisor.understanding.placing import neighbours, places_alone
from advisor.understanding.question_words import asks_nothing, asks_of_named, begins_question, is_tag, names_alone
from advisor.understanding.sorts import STEPPING
from vectorstore.quantities import find_quantities

# A piece between joints asks on its own when it reads as one facet with this probability ("time", "coding for CDS"
# read with .9 and more, "Docker" and "pandas and SQL" as none); pieces that documents do not answer are less sure.
SURE_OF_PIECE = 0.6
SURE_OF_OUTSIDE_PIECE = 0.6
# Facets that a bare noun or the user's own words read as.
_VAGUE: frozenset[Facet] = frozenset({"overview", "fit", "topic", "small_talk", "about_advisor"})
# Operations that need all their pieces: "the difference between the pay and …".
_JOINING: frozenset[Operation] = frozenset(
    {"compare", "difference", "total", "average", "extreme", "rank", "filter", "fit", "plan", "locate", "reconcile"}
)
# Of these, the ones that a piece can ask for by itself, beside others that ask something else: "the weeks in total, the
# top salary and the demand".
_SINGLE: frozenset[Operation] = frozenset({"total", "average", "extreme", "locate"})
# Facets that a phase or level by itself reads as: "phases 1 and 3 together".
_WHOLE: frozenset[Facet] = frozenset({"roadmap", "ladder"})
_BRACKETS = re.compile(r"\([^()]*\)")


class QuestionSplitter:
    """Parts the turns of a conversation into questions."""

    def __init__(self, read: ClauseReader) -> None:
        self._read = read

    def __call__(self, text: str) -> list[str]:
        """The questions of `text` in order; the whole of it where nothing parts it."""
        clauses = split_clauses(text) or [text]
        pieces = [clause[a:b] for clause in clauses for a, b in _between(clause, joints_of(clause))]
        self._read.foresee([each for each in dict.fromkeys((text, *clauses, *pieces)) if each.strip(" ?.!")])
        return self._with_named(
            self._with_topics(_worded([piece for clause in clauses for piece in self._pieces(clause)]))
        )

    def _with_topics(self, pieces: Sequence[str]) -> list[str]:
        """The pieces, with those that only name a part or career joined to the question about it behind them.

        "Phase 2 of nursing, how long?" is one question.
        """
        joined: list[str] = []
        for piece in pieces:
            if joined and self._only_names(joined[-1]) and not self._names(piece):
                piece = f"{joined.pop().rstrip(' ,.')}, {piece}"
            joined.append(piece)
        return joined

    def _with_named(self, pieces: list[str]) -> list[str]:
        """The pieces, two of them as one where the second names what the first asks that no document answers.

        "How much does it cost, all the courses together?" is no question about the courses.
        """
        if len(pieces) != 2 or not names_alone(pieces[1]) or not asks_of_named(pieces[0]):
            return pieces
        return [", ".join(pieces)] if self._is_outside(pieces[0]) else pieces

    def _only_names(self, piece: str) -> bool:
        clause = self._read(piece, following=True)
        # "What does a senior get" asks, "what about phase 2" does not.
        asked = self._asks(clause)
        asks = (ask_words(clause.rest) and not (_names_years(clause) or _names_place(clause))) or (
            begins_question(piece) and asked is not None and asked[0] not in _WHOLE
        )
        return self._names(piece) and not piece.endswith(("?", "!")) and not asks

    def _names(self, piece: str) -> bool:
        clause = self._read(piece, following=True)
        return bool(clause.parts or clause.links.careers or neighbours(piece) or places_alone(piece))

    def _pieces(self, clause: str) -> list[str]:
        """The pieces of "pay, months to learn and the visa rules" that each ask something; else the whole clause."""
        whole = self._read(clause)
        # "How long is the bit on Python and NLP" names one phase.
        spans = [span for part in whole.parts if part.words for span in _spans_of(part.words, clause)]
        # What brackets hold goes with what they stand behind.
        spans += [match.span() for match in _BRACKETS.finditer(clause)]
        # "Between 2 and 3 years" is one figure.
        spans += [(mention.start, mention.end) for mention in find_quantities(clause)]
        # "The gap between the lowest and the highest" sets two against each other.
        spans += pairs_of(clause)
        joints = [(a, b) for a, b in joints_of(clause) if not any(start < a and b < end for start, end in spans)]
        if not joints:
            return [clause]
        # A joint inside a title ("Integration & Deployment") joins no questions.
        if len(joints_of(whole.rest)) < len(joints):
            return [clause]
        begins = where_asking_begins(clause)
        joints = [joint for joint in joints if joint[0] >= begins and not self._read.joins_a_title(clause, joint)]
        pieces = self._grouped(clause, [joint for joint in joints if not self._joins_criteria(clause, joint[0])])
        joins = whole.reading.operation in _JOINING and not self._holds_single(pieces)
        return pieces if not joins or any(self._is_outside(piece) for piece in pieces) else [clause]

    def _holds_single(self, pieces: Sequence[str]) -> bool:
        """True when pieces ask for different things, one of them for a figure of its own: "the weeks in total"."""
        read = [self._read(piece) for piece in pieces]
        facets = {clause.reading.facet for clause in read}
        return (
            any(clause.reading.operation in _SINGLE for clause in read)
            and len(facets) == len(read)
            and not any(clause.reading.facet in _WHOLE for clause in read[1:])
        )

    def _joins_criteria(self, clause: str, joint: int) -> bool:
        """True for what joins two points of view that are no facets: "in terms of stability and growth"."""
        begins = where_criteria_begin(clause[:joint])
        return begins is not None and bool(self._read(clause[begins:joint]).topics)

    def _is_outside(self, piece: str) -> bool:
        clause = self._read(piece)
        best = clause.reading.facets[0]
        return clause.uncountable is not None or (best.label in OUTSIDE and best.score >= SURE_OF_OUTSIDE_PIECE)

    def _grouped(self, clause: str, joints: Sequence[tuple[int, int]]) -> list[str]:
        """The clause cut at the joints between two pieces that ask different things."""
        pieces: list[str] = []
        begin, asked = 0, None
        for start, end in _between(clause, joints):
            piece = clause[start:end]
            asks = self._asks(self._read(piece)) if piece.strip(" ?.!") else None
            asks = None if not start and _names_place(self._read(piece)) else asks
            if leads_in(piece) and (not start or not self._is_outside(piece)):
                asks = None
            if not start and self._is_topic(clause, piece, joints):
                asks = None
            narrow = start and asked is None and asks is not None and isinstance(asks[0], Wanted)
            opened = narrow and begins_question(clause[begin:start]) and begins_question(piece)
            if start and asks is not None and (opened or (asked is not None and asks != asked)):
                pieces.append(clause[begin : _joint_before(joints, start)].strip())
                begin, asked = start, asks
            elif not start or asked is None:
                asked = asks
        return [*pieces, clause[begin:].strip()]

    def _is_topic(self, clause: str, piece: str, joints: Sequence[tuple[int, int]]) -> bool:
        """True for what a question names in front of itself: "the diploma, how long does that run?"."""
        begins, ends = joints[0] if joints else (len(clause), len(clause))
        behind = clause[ends:] if clause[begins:ends].strip() == "," else ""
        own = points_back(piece) or asks_of_named(behind)
        own = own or (begins_question(behind) and bool(self._read(piece).specific))
        return own and not any(map(begins_question, piece.split(": ")))

    @staticmethod
    def _asks(piece: Clause) -> tuple[object, ...] | None:
        """What a piece asks by itself: its facet and the parts it names; None when that is not sure."""
        if is_tag(piece.text) or says_order(piece.text) or (names_only(piece.rest) and not piece.parts):
            return None  # "…, then?"
        if _names_years(piece) or (len(piece.parts) > 1 and not piece.subject):
            return None  # "which pays more, the UK or Asia?"
        best, operation = piece.reading.facets[0], piece.reading.operations[0]
        narrow = piece.uncountable or wanted(piece.text)
        if narrow is not None:
            return (narrow,)
        if operation.label in STEPPING and operation.score >= SURE_OF_PIECE:
            return (operation.label, piece.parts)
        known = best.label in facet_definitions() and best.label not in _VAGUE and best.score >= SURE_OF_PIECE
        outside = best.label in OUTSIDE and best.score >= SURE_OF_OUTSIDE_PIECE
        return (best.label, piece.parts) if known or outside else None


def _names_years(piece: Clause) -> bool:
    """True for what says only of which level the rest is asked: "six years in"."""
    return asks_nothing(piece.text) and any(years_named(part) is not None for part in piece.parts)


def _names_place(piece: Clause) -> bool:
    """True for what says only of where the rest is asked: "working in Asia", not "the pay in Asia"."""
    placed = any(part.kind == "region" for part in piece.parts) and set(piece.subject) <= set(piece.specific)
    return placed and asks_nothing(piece.text)


def _worded(pieces: Sequence[str]) -> list[str]:
    """The pieces, those without a word ("17, finishing school, …") joined to what stands behind them."""
    joined: list[str] = []
    for piece in pieces:
        leads = joined and not any(map(str.isalpha, joined[-1]))
        joined.append(f"{joined.pop().rstrip(' ,.')}, {piece}" if leads else piece)
    return joined


def _spans_of(words: str, text: str) -> list[tuple[int, int]]:
    """Where words stand in a text, whatever their case."""
    return [match.span() for match in re.finditer(re.escape(words), text, re.IGNORECASE)]


def _between(clause: str, joints: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Start and end of each piece between the joints."""
    ends = [*(start for start, _ in joints), len(clause)]
    return list(zip([0, *(stop for _, stop in joints)], ends, strict=True))


def _joint_before(joints: Sequence[tuple[int, int]], stop: int) -> int:
    return next(start for start, end in joints if end == stop)
