"""Turns that ask about the few lines just told: "which events does it say?", "does someone look over it?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from advisor.facets import facet_definitions
from advisor.library import Library
from advisor.operations.telling import is_prose
from advisor.operations.wanted import states, wanted
from advisor.operations.words import mentions
from advisor.patterns import Pattern, any_of
from advisor.requests import OUTSIDE, PERSONAL, Request, Wanted
from advisor.understanding.clause import Clause
from advisor.understanding.cue_tables import search_any
from advisor.understanding.following import ask_words, openings, turns_to_another
from advisor.understanding.other_kinds import asks_other_kind
from advisor.understanding.question_words import begins_question
from advisor.understanding.resuming import SURE_OF_PART
from advisor.understanding.shown import asks_of_something_named, names_unheard, on_shown
from advisor.understanding.sorts import CONVERSATIONAL
from advisor.understanding.utterance import Utterance
from vectorstore.tables import Table, read_table
from vectorstore.types import Span

# So many lines are few enough for one of them to be meant without a word of it.
_FEW = 2
# A turn of so few words that opens no question goes on with what was told: "grounded in what?".
_BRIEF = 4
# A turn that reads as none that documents answer is about a line that holds so many of its words.
_WORDS_OUTSIDE = 2


class Words(Table):
    """The lists of `told_lines.toml`, which explains them."""

    says: tuple[Pattern, ...]
    company: tuple[Pattern, ...]
    trend: tuple[Pattern, ...]
    trending: tuple[str, ...]
    prepositions: tuple[str, ...]
    asking: tuple[str, ...]
    vaguely: tuple[str, ...]
    pointing: tuple[Pattern, ...]
    occurring: tuple[Pattern, ...]


@cache
def told_words() -> Words:
    """The words of `told_lines.toml`."""
    return read_table(Words, "advisor.understanding", "told_lines.toml")


def of_told_lines(said: Utterance, before: Request, library: Library) -> Request | None:
    """The request for those of the lines just told that a turn asks about; None for any other turn."""
    clause = said.clause
    other = _of_other_thing(said, library)
    says = search_any(told_words().says, clause.text.casefold())
    named = asks_of_something_named(clause) and not (other or (says and not clause.links.careers and not clause.parts))
    named = named or asks_other_kind(clause, before)
    if named or clause.reading.operation in PERSONAL or names_unheard(clause, library):
        return None
    lines = tuple(dict.fromkeys(line for span in said.memory.shown if (line := line_around(span, library)) is not None))
    asked = (lines if len(lines) == 1 else ()) if other else _asked_of(said, before, lines, library)
    if not asked:
        return None
    asked = tuple(span for line in asked for span in _as_told(line, said.memory.shown, library))
    request = replace(on_shown(said, before), careers=before.careers or said.memory.current, parts=said.memory.parts)
    return replace(request, following=replace(request.following, shown=asked, picks=True))


def _of_other_thing(said: Utterance, library: Library) -> bool:
    """True for "what would the other one be for?" where a guide was quoted: it is no other career, but named there."""
    alone = not ask_words(said.clause.rest) and turns_to_another(said.clause.text)
    return alone and all(map(library.is_general, library.careers(said.memory.current)))


def _as_told(line: Span, shown: Sequence[Span], library: Library) -> tuple[Span, ...]:
    """What was told of a line of a list that states several things; the whole of one that tells in sentences."""
    chunk = library.chunk_at(line)
    told = tuple(dict.fromkeys(span for span in shown if line.contains(span)))
    return (line,) if chunk is None or is_prose(chunk) else told or (line,)


def _asked_of(said: Utterance, before: Request, lines: tuple[Span, ...], library: Library) -> tuple[Span, ...]:
    """Those of the lines that a turn asks about; empty for none."""
    text, words = said.clause.text, told_words()
    if asks_bare(text):
        return lines if len(lines) <= _FEW else ()
    if search_any(words.company, text.casefold()):
        return _naming([*said.clause.topics, *before.specific], lines, library)
    if search_any(words.trend, text.casefold()):
        return tuple(line for line in lines if any(mentions(library.text(line), word) for word in words.trending))[
            :_FEW
        ]
    if search_any(words.says, text.casefold()):
        value = _value_asked(said.clause)
        stating = tuple(line for line in lines if value is None or states(library.text(line), value))
        same = said.clause.reading.facet in before.facets
        if len(stating) <= _FEW and (value is not None or same or not _reads_surely(said)):
            return stating
    return _holding(said, lines, library)


def _value_asked(clause: Clause) -> Wanted | None:
    """The value that a turn asks for by its unit or kind; None where it may be any words."""
    unit = Wanted(f"the number of {clause.asked_unit}s", str(clause.asked_unit)) if clause.asked_unit else None
    return clause.uncountable or wanted(clause.text) or unit


def _naming(words: Sequence[str], lines: Sequence[Span], library: Library) -> tuple[Span, ...]:
    """The first few of the lines that hold any of the words."""
    return tuple(line for line in lines if any(mentions(library.text(line), word) for word in words))[:_FEW]


def _holding(said: Utterance, lines: tuple[Span, ...], library: Library) -> tuple[Span, ...]:
    """The few lines that hold most words of a turn which leans on them and asks for nothing else; else empty."""
    own = tuple(word for word in ask_words(said.clause.rest) if len(word) > 1)
    outside = said.clause.reading.facet in CONVERSATIONAL
    brief = len(said.clause.text.split()) <= _BRIEF and not begins_question(said.clause.text)
    if not own or not (said.leaning.continues or brief) or (_reads_surely(said) and not outside):
        return ()
    held = {line: sum(mentions(library.text(line), word) for word in own) for line in lines}
    most = max(held.values(), default=0)
    best = tuple(line for line, count in held.items() if count == most)
    few = len(best) == 1 or (len(best) <= _FEW and 2 * len(best) < len(lines))
    return best if few and most >= (_WORDS_OUTSIDE if outside else 1) else ()


def _reads_surely(said: Utterance) -> bool:
    best = said.clause.reading.facets[0]
    return best.score >= SURE_OF_PART and best.label in (*facet_definitions(), *OUTSIDE)


def asks_bare(text: str) -> bool:
    """True for a turn of nothing but a word of asking and its preposition: "with whom mostly?", "and for what?"."""
    return _bare_pattern().fullmatch(text.strip()) is not None


@cache
def _bare_pattern() -> re.Pattern[str]:
    words = told_words()
    led, asked, vague = any_of(openings()), any_of(words.asking), any_of(words.vaguely)
    before = any_of(words.prepositions)
    return re.compile(
        rf"(?:(?:{led}),?\s+)*(?:(?:{before})\s+(?:{asked})|(?:{asked})\s+(?:{before}))(?:\s+(?:{vague}))*[\s?.!…]*",
        re.IGNORECASE,
    )


def line_around(span: Span, library: Library) -> Span | None:
    """The line of a list that a cited stretch stands in."""
    chunk = library.chunk_at(span)
    if chunk is None:
        return None
    text, at = chunk.text, span.start - chunk.span.start
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    end = len(text) if end < 0 else end
    return Span(span.document, chunk.span.start + start, chunk.span.start + end)
