"""What users say of themselves before they ask, told from what they ask."""

from __future__ import annotations

from dataclasses import replace

from advisor.operations.people import affirmed, kinds_of, named_kinds
from advisor.operations.words import content_words
from advisor.requests import PERSONAL, Person
from advisor.understanding.classifying import Reading
from advisor.understanding.clauses import introduction, is_condition, statements
from advisor.understanding.cue_tables import cue_tables
from advisor.understanding.cues import Cues, speaks_of_oneself, tells_of_oneself
from advisor.understanding.following import replace_pronoun
from advisor.understanding.links import Links
from advisor.understanding.occupations import named_occupation
from advisor.understanding.words import words_of

# Of what follows an introduction, so many words make a question about something else than whom it suits.
STRANGE = 2


def said_aside(text: str, reading: Reading) -> frozenset[str]:
    """The words of what the user first says of themselves, where the question behind it is about something else."""
    said, asked = introduction(text)
    # "I work next to an informaticist. How do you differ?" is about what was said.
    personal = (
        points_at_own_work(asked)
        or reading.facet in ("fit", "non_fit", "related_roles")
        or reading.operation in PERSONAL
    )
    if personal or len(content_words(asked)) < STRANGE or not tells_of_oneself(said):
        return frozenset()
    return frozenset(content_words(said)) - frozenset(content_words(asked))


def told_of_oneself(text: str) -> frozenset[str]:
    """The words of what the user first says of themselves that what they ask behind it does not hold."""
    said, asked = introduction(text)
    return frozenset(content_words(said)) - frozenset(content_words(asked)) if tells_of_oneself(said) else frozenset()


def points_at_own_work(asked: str) -> bool:
    """True where "that" of a question stands for what was said before it: "I run a ward. Will AI change that?"."""
    return cue_tables().person.pointing.search(asked.lower()) is not None


def asks_of_prospects(text: str, links: Links) -> bool:
    """True when all that is asked behind what the user tells is whether there is a point: "physio. mad idea or not?".

    Of a ground, or of what is told of something spoken of before ("it takes a year"), it is asked of that.
    """
    said, asked = introduction(text)
    if is_condition(said) or (replace_pronoun(said, "") is not None and not speaks_of_oneself(said)):
        return False
    named = {word for mention in links.mentions for word in content_words(text[mention.start : mention.end])}
    words = [word.casefold() for word in content_words(asked) if word not in named]
    return bool(said and words) and set(words) <= cue_tables().person.prospects


def with_background(cues: Cues, text: str, links: Links, reading: Reading) -> Cues:
    """The cues with what statements tell of the user as background where a question of fit tells no other.

    "RN, 12 years on med-surg. Which suits me?" says who asks as surely as "I'm a nurse" does; so does what stands
    before the question where it names no occupation: "Training models at a biotech."
    """
    of_prospects = asks_of_prospects(text, links)
    of_fit = (
        of_prospects
        or reading.operation in PERSONAL
        or {scored.label for scored in reading.facets[:2]} & {"fit", "non_fit"}
    )
    ahead = cue_tables().person.ahead.search(introduction(text)[0].lower().replace("’", "'"))
    if cues.person.background or not of_fit or ahead:
        return cues
    unlisted = links.unknown
    told = tuple(
        piece
        for piece in statements(text)
        if named_kinds(affirmed(piece)) or (unlisted is not None and unlisted.casefold() in piece.casefold())
    )
    said = introduction(text)[0].strip(" .,;:!–—-")
    if (
        not told
        and reading.operation not in ("skip", "lack")
        and cues.person == Person()
        and (of_prospects or tells_of_oneself(said))
        and content_words(affirmed(said))
    ):
        told = (said,)
    told = tuple(piece.removesuffix(" here") for piece in told)
    if not told and cues.person == Person() and (another := _occupation(text, links)):
        return replace(cues, person=Person(background=(another,)), of_another=True)
    return replace(cues, person=replace(cues.person, background=told))


def _occupation(text: str, links: Links) -> str | None:
    """The occupation of those whom a question asks about: "would a lawyer fit in?"; not of those whom pages name."""
    if speaks_of_oneself(text) or kinds_of(text):
        return None
    words = words_of(text)
    careers = {at for at, word in enumerate(words) if any(m.start <= word.start < m.end for m in links.mentions)}
    return named_occupation(text, words, careers)
