"""Several questions typed as one turn, taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from advisor.patterns import Pattern, any_of
from advisor.understanding.question_words import (
    SENTENCE_BREAK,
    SENTENCE_END,
    asks,
    asks_within,
    begins_question,
    is_tag,
    opens_question,
    question_words,
)
from vectorstore.tables import Table, read_table

_PIECES = re.compile(r"[,;()]\s*|\s[–—-]+\s")
_STATEMENT_END = re.compile(r"[.!;:]\s+|,\s+|\s[–—-]+\s")
_AND = re.compile(r"\band\b|&", re.IGNORECASE)
_LONGEST = 2_000


class ClauseWords(Table):
    """The tables of `clauses.toml`."""

    commands: tuple[str, ...]
    owning: frozenset[str]
    subjects: frozenset[str]
    joints: tuple[str, ...]
    contrasts: tuple[str, ...]
    single_before: frozenset[str]
    fillers: frozenset[str]
    topics: frozenset[str]
    wishes: frozenset[str]
    conditions: frozenset[str]
    grounds: tuple[str, ...]
    reporting: tuple[Pattern, ...]
    manners: tuple[str, ...]
    closings: tuple[str, ...]
    criteria: tuple[str, ...]


@cache
def _table() -> ClauseWords:
    return read_table(ClauseWords, "advisor.understanding", "clauses.toml")


@cache
def _joint() -> re.Pattern[str]:
    """A joint with an opener after it: ", and how long"."""
    joints = any_of(_table().joints)
    known = question_words()
    openers, asking, leading = (any_of(words) for words in (known.openers, known.asking, known.before_asking))
    opening = rf"(?:{openers}|(?:{leading})\s+(?:{asking}))\b(?!['’-]?\w)"
    return re.compile(rf"(?:\s*,\s*(?:(?:{joints})\s+)?|\s+(?:{joints})\s+)(?={opening})", re.IGNORECASE)


def without_manner(text: str) -> str:
    """A turn without how it wants to be answered ("…, in one sentence, please?"); as it is where nothing is left."""
    manners = any_of(_table().manners)
    left = re.sub(rf"[\s,;–-]*\b(?:{manners})\b(?:,?\s+please)?", "", text, flags=re.IGNORECASE).strip(" ,;")
    left = re.sub(rf"\s*(?:[,;–-]|\band|\?)\s*(?:{any_of(_table().closings)})\s*\?*$", "?", left, flags=re.IGNORECASE)
    return left if re.search(r"\w", left) else text


def joints_of(text: str) -> list[tuple[int, int]]:
    """Where the commas, semicolons and joining words of a text stand, with the space around them, in order."""
    return [match.span() for match in _any_joint().finditer(text)]


def pairs_of(text: str) -> list[tuple[int, int]]:
    """Where "between … and …" and the like stand: from the word that sets two against each other to the second."""
    leading = [match.start() for match in _pairing().finditer(text)]
    closing = [next((b for a, b in joints_of(text) if a > start and _AND.search(text[a:b])), None) for start in leading]
    return [(start, end + 1) for start, end in zip(leading, closing, strict=True) if end is not None]


@cache
def _pairing() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(_table().single_before)})\b", re.IGNORECASE)


@cache
def _any_joint() -> re.Pattern[str]:
    words = any_of(_table().joints)
    return re.compile(rf"\s*[,;]\s+(?:(?:{words})\b[:,]?\s+)?|\s+(?:{words})\b[:,]?\s+|\s+[&+]\s+", re.IGNORECASE)


def split_clauses(text: str) -> list[str]:
    """The questions of `text` in order, joined text unchanged within each; empty for blank text.

    A statement ("I'm a nurse.") stays with the question after it, or the one before it when it comes last.
    """
    sentences = _without_commands([piece.strip() for piece in SENTENCE_END.split(text[:_LONGEST]) if piece.strip()])
    clauses: list[str] = []
    waiting = ""
    for sentence in sentences:
        if clauses and sentence.lower().strip(" ?.!") in question_words().asking:
            clauses[-1] = f"{clauses[-1]} {sentence}"  # "Are there any under five weeks? Which?"
            continue
        pieces = _split_sentence(sentence)
        if waiting:
            pieces[0] = f"{waiting} {pieces[0]}"
            waiting = ""
        if len(pieces) == 1 and not asks(sentence) and sentence is not sentences[-1]:
            waiting = pieces[0]
        elif len(pieces) == 1 and not asks(sentence) and clauses:
            clauses[-1] = f"{clauses[-1]} {pieces[0]}"
        else:
            clauses.extend(pieces)
    return [*clauses, waiting] if waiting else clauses


def contrasted(text: str) -> list[str]:
    """The sides that a text sets against each other: "it warns off beginners", "its ladder has a junior post"."""
    words = any_of(_table().contrasts)
    sides = re.split(rf"[,;]?\s+(?:{words})\s+", text, flags=re.IGNORECASE)
    return [side.strip(" ,.?!") for side in sides if side.strip(" ,.?!")]


def statements(text: str) -> list[str]:
    """The pieces of `text` that ask nothing, cut at commas, semicolons, dashes, brackets: "RN", "12 years of ICU"."""
    sentences = (sentence for clause in split_clauses(text) for sentence in SENTENCE_END.split(clause))
    telling = (sentence for sentence in sentences if sentence.split() and not opens_question(sentence))
    pieces = (piece.strip(" .!") for sentence in telling for piece in _PIECES.split(sentence))
    return [piece for piece in pieces if piece and not opens_question(piece)]


def introduction(text: str) -> tuple[str, str]:
    """What a text says before it asks, and what it asks: "ICU nurse here, 11 yrs." and "is it realistic?".

    The first is empty where the text asks at once, or never does.
    """
    for match in _STATEMENT_END.finditer(text):
        head, tail = text[: match.end()], text[match.end() :]
        if "?" in head or any(begins_question(piece) for piece in _STATEMENT_END.split(head)):
            return "", text
        if begins_question(tail) or (match[0][0] in ".!" and not SENTENCE_BREAK.search(tail) and asks_within(tail)):
            return head, tail
    return "", text


def is_condition(text: str) -> bool:
    """True for a statement that says under which condition, or on which ground, the rest is asked."""
    return text.lower().split()[:1] != [] and text.lower().split()[0] in _table().conditions


def is_wish(text: str) -> bool:
    """True for a statement that says what its writer wants, needs or wonders."""
    return not _table().wishes.isdisjoint(text.lower().replace("’", "'").split())


def opens_ground(text: str) -> bool:
    """True for a statement that gives the ground on which the rest is asked: "since it needs no coding"."""
    opening = rf"\W*(?:{any_of(_table().grounds)})\b"
    return re.match(opening, text, re.IGNORECASE) is not None


def without_opening(text: str) -> str:
    """A statement without what marks it as a ground or says who says so: "since …", "I read that …"."""
    grounds = "|".join(map(re.escape, _table().grounds))
    bare = re.sub(rf"^\W*(?:{grounds})\b(?:\s+that\b)?", "", text, flags=re.IGNORECASE)
    for reporting in _table().reporting:
        bare = reporting.sub("", bare.lstrip())
    return bare.strip(" ,.;:!–—-")


def _without_commands(sentences: list[str]) -> list[str]:
    """The sentences that do not tell the advisor what to be or believe, where there are any."""
    opening = re.compile(rf"\W*(?:{any_of(_table().commands)})\b", re.IGNORECASE)
    asking = [sentence for sentence in sentences if "?" in sentence or not opening.match(sentence)]
    return asking or sentences


def where_asking_begins(text: str) -> int:
    """The position behind the sentences that only tell something, in front of one that asks; 0 where none asks."""
    position = 0
    for sentence in SENTENCE_END.split(text):
        position = text.find(sentence, position)
        if sentence.split() and asks(sentence):
            return position
    return 0


def _split_sentence(sentence: str) -> list[str]:
    if topics := _topic_list(sentence):
        return topics
    pieces: list[str] = []
    position = 0
    for match in _joint().finditer(sentence):
        left, right = sentence[position : match.start()].strip(), sentence[match.end() :].strip()
        if _stands_alone(left, by_comma=match.group().strip() == ",") and _is_question(right):
            pieces.append(left)
            position = match.end()
    return [*pieces, sentence[position:].strip()]


def _stands_alone(left: str, *, by_comma: bool) -> bool:
    """True when what stands before a joint asks something: "if I start in May, when …" does not.

    What names what is asked does ("the salary, how …"); else a few words before a bare comma only lead in ("biomedical
    engineers, how do they …").
    """
    words, known = _without_joint(left.lower().replace("’", "'").split()), question_words()
    asks_behind = words[1:2] != [] and words[0] in known.before_asking and words[1] in known.asking
    if len(words) < 2 or _table().single_before & set(words):
        return False
    if words[0] in known.subordinate and not asks_behind:
        return False
    # "what should I learn and do" and "which is longer and is harder" go on with the same question.
    if any(word.strip("?,.") in known.openers for word in words[:3]):
        return True
    named = not _table().topics.isdisjoint(_phrases(words))
    return named or (len(words) <= 4 and not by_comma)


def _without_joint(words: list[str]) -> list[str]:
    """The words of a piece without what joins it to what was said before it: "and when it fails" is a condition."""
    return words[1:] if words and words[0].strip(",") in _table().joints else words


def _phrases(words: Sequence[str]) -> Iterator[str]:
    """Every run of words."""
    return (" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, len(words) + 1))


def _is_question(right: str) -> bool:
    words = [word.strip("?.!,") for word in right.lower().split()]
    # "…, which one is it?" and "…, do they?" go with the question before them.
    tagged = len(words) == 2 and words[0] in question_words().openers and words[1] in _table().subjects
    if tagged or is_tag(right):
        return False
    return len(words) >= 2 and (words[0] not in _table().owning or words[1] in _table().subjects)


def leads_in(piece: str) -> bool:
    """True for a piece that only says under which condition the rest is asked: "with 4 years of experience"."""
    sentence = SENTENCE_BREAK.split(piece.rpartition(":")[2].lower())[-1]
    words, known = _without_joint([word.strip(",") for word in sentence.split()]), question_words()
    leading = known.subordinate | _table().conditions
    if not words or words[0] not in leading or not _table().wishes.isdisjoint(words):
        return False
    # "… with how long each part runs" goes with the question before it; "if I do it all" asks nothing.
    after = {word for before, word in pairwise(words) if before not in _table().subjects}
    return known.openers.isdisjoint(after) or (words[1:2] != [] and words[1] in known.asking)


def where_criteria_begin(text: str) -> int | None:
    """The position behind the last words that lead to points of view: "in terms of"; None where none do."""
    leading = any_of(_table().criteria)
    return max((match.end() for match in re.finditer(rf"\b(?:{leading})\s+", text, re.IGNORECASE)), default=None)


def _topic_list(sentence: str) -> list[str]:
    """The pieces of "salary, skills and roadmap?" when every one names something to ask; else empty."""
    pieces = [piece for piece in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*", sentence.strip(" ?.!")) if piece]
    if len(pieces) < 2:
        return []
    cores = [" ".join(word for word in piece.lower().split() if word not in _table().fillers) for piece in pieces]
    return pieces if all(core in _table().topics for core in cores) else []
