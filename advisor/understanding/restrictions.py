"""The names, places and years that a question restricts itself to."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Collection, Sequence

from advisor.grounding.thesaurus import names_things
from advisor.operations.words import content_words, is_everyday
from advisor.understanding.clauses import joints_of, leads_in
from advisor.understanding.cue_tables import cue_tables, search_any
from advisor.understanding.question_words import asks_nothing


def restricting_words(
    text: str, topics: Sequence[str], *, unheld: Sequence[str] = (), subject: Sequence[str] = ()
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of the topics, those that restrict all of the question, and those that a joining word asks about besides.

    Years restrict, and so do topics that are written as a name, stand behind a preposition of place or beside a
    verb of teaching; other words that nothing explains are people's ways of speaking. A word that no document holds
    (`unheld`) restricts, however often people use it, when it is a name in a place ("in Boston", "at Google"); as a
    topic it is asked about besides when a question of its own follows a joining word ("…, and which has a union?").
    So does what a question asks whether it is there ("is there an exam"), or must be known ("do I need maths"). An
    employer named in the `subject` restricts also where documents speak of it elsewhere.
    """
    text = asking_sentences(text)
    table = cue_tables().restriction
    placed = [word for word in unheld if _is_placed_name(word, text, table.prepositions)]
    placed += [word for word in unheld if word in topics and _is_code(word) and word in text and not text.isupper()]
    placed += [w for w in unheld if w in topics and search_any(table.existing, text.partition(w)[0]) and _is_thing(w)]
    placed += [w for w in unheld if search_any(table.needed, text.partition(w)[0]) and _is_thing(w)]
    placed += [word for word in subject if _is_placed_name(word, text, table.employing)]
    restricting = list(dict.fromkeys((*placed, *(topic for topic in topics if _restricts(topic, text)))))
    asked = [w for w in unheld if w in topics and w not in restricting and _is_asked_beside(w, text) and _is_thing(w)]
    beside = (*(word for word in restricting if _stands_beside(word, text)), *asked)
    years = table.years.findall(text)
    return (*(topic for topic in restricting if topic not in beside), *years), beside


def asking_sentences(text: str) -> str:
    """The sentences that ask something, or all of them when none does: where users say they live restricts nothing."""
    asking = [sentence for sentence in re.split(r"(?<=[.!?])\s+", text) if not asks_nothing(sentence)]
    return " ".join(asking) or text


def _restricts(word: str, text: str) -> bool:
    before, found, _ = f" {text}".partition(f" {word}")
    if not found:
        return False
    inside = bool(before.strip()) and before.strip()[-1] not in ".?!:"
    clause = re.split(r"[,;.?!:]", before)[-1]
    table = cue_tables().restriction
    near = {w.casefold() for w in clause.split()[-table.near :]}
    # "In my pyjamas" says where nobody's career is.
    owned = clause.split()[-1:] and clause.split()[-1].casefold() in table.owners
    behind = bool(near & table.prepositions) and not owned and not word.endswith("est")
    name = inside and word[0].isupper() and not word.isupper() and not text.isupper()
    limits = names_things(word.casefold()) and not any(character.isdigit() for character in word)
    return name or ((behind or _is_taught(word, clause, text)) and limits)


def _is_placed_name(word: str, text: str, prepositions: Collection[str]) -> bool:
    """True for a word written as a name right behind one of the prepositions; months and days are no places."""
    before = text.partition(word)[0].split()
    behind = bool(before) and before[-1].casefold() in prepositions
    return behind and word[0].isupper() and not text.isupper() and word not in (*month_name, *day_name)


def _is_code(word: str) -> bool:
    """True for an acronym, or a name of letters and digits: "OPT", "ICD-11"."""
    letters = [character for character in word if character.isalpha()]
    return len(word) > 2 and len(letters) > 1 and all(map(str.isupper, letters))


def _is_asked_beside(word: str, text: str) -> bool:
    """True for a word of a question that a joining word parts from another one before it."""
    joints = _joints_before(word, text)
    piece = re.split(r"[.?!]", text[joints[-1][1] :])[0] if joints else ""
    return word in piece and not asks_nothing(piece)


def _joints_before(word: str, text: str) -> list[tuple[int, int]]:
    """The joints before a word with something asked before them: "is there also a …" asks for nothing besides.

    Nor does "when it errs, who is to blame?".
    """
    before = text.partition(word)[0]
    return [(a, b) for a, b in joints_of(before) if content_words(before[:a]) and not leads_in(before[:a])]


def _is_thing(word: str) -> bool:
    """False for a common word that names nothing: "will have gone by"."""
    return names_things(word) or not is_everyday(word)


def _is_taught(word: str, before: str, text: str) -> bool:
    """True for a word beside a verb of teaching: "where is blockchain taught", "do I learn Rust".

    Those who learn are none: "which measures do learners study".
    """
    table = cue_tables().restriction
    after = re.split(r"[,;.?!:]", text.partition(word)[2])[0]
    beside = [*before.split()[-table.beside :], *after.split()[: table.beside]]
    return bool({each.casefold() for each in beside} & table.teaching) and word.casefold() not in table.learning


def _stands_beside(word: str, text: str) -> bool:
    """True when a joining word leads over to the preposition before a word: "… and at Google"."""
    joints = _joints_before(word, text)
    if not joints:
        return False
    between = text[joints[-1][1] : text.find(word)].casefold().split()
    table = cue_tables().restriction
    return len(between) <= table.near and bool(set(between) & (table.prepositions | table.beside_also))
