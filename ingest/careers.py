"""Sections → what a document states of each career it describes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from ingest.aliases import career_aliases
from ingest.bodies import Body, read_bodies
from ingest.doubts import without_doubtful, without_pay_of_others
from ingest.facts import FactReader, naming_sentence
from ingest.layout import layout
from ingest.name_shape import career_in_title, is_career_name, is_defined
from ingest.names import career_name, mentioned_name, name_in_bold, name_in_sentences, names_occupation, titled_name
from ingest.place import Place
from ingest.table_columns import read_tables
from ingest.tables import career_facts, column_facts
from ingest.topics import compared_by_topic
from vectorstore.profiles import career_id
from vectorstore.types import Attribute, CareerProfile, Document, Fact, Section, SectionKind, Span

# Attributes that only a description of a career states, not a section that merely bears an occupation's name.
_TELLING: frozenset[Attribute] = frozenset(
    {
        "fit",
        "difficulty",
        "entry_barrier",
        "months_to_ready",
        "demand",
        "ai_risk",
        "salary_range",
        "pay",
        "regional_pay",
        "phase_title",
    }
)


# What a text that names an occupation only once has to state for it to be about that occupation, and how many of them.
_OF_A_CAREER = _TELLING | {
    "non_fit",
    "coding",
    "remote",
    "skill",
    "entry_pay",
    "senior_pay",
    "level_title",
    "experience",
}
_ENOUGH = 2
# Kinds of sections that may be of all the careers of a page.
_OF_ALL: frozenset[SectionKind] = frozenset({"skills", "tools", "steps"})
_CARD = 4  # lines that the card of another career has fewer of
# A page that is about several careers says not this many times as much of one as of another.
_MANY_TIMES = 8


def read_profiles(document: Document, sections: Sequence[Section]) -> list[CareerProfile]:
    """A profile for each career the document describes, in document order; empty when it names none.

    A page about one career yields one profile. A page that compares several (a table with one career a row, or one
    titled section a career) yields one each, with the facts of their rows and sections only.
    """
    bodies = read_bodies(document, sections)
    for several in (_compared, _by_topic, _described_apart, _spoken_of_apart):
        if found := several(document, bodies):
            return found
    name = career_name(document, sections)
    facts = _facts(document, [body for body in bodies if name is None or not _is_card_of_another(body, name, document)])
    if name is None and len({fact.attribute for fact in facts} & _OF_A_CAREER) >= _ENOUGH:
        name = mentioned_name(document)
    if name is None:
        return []
    return [_profile(document, name, facts, bodies)] if facts else []


def _profile(document: Document, name: str, facts: Sequence[Fact], bodies: Sequence[Body]) -> CareerProfile:
    facts = without_pay_of_others(facts, name, document.text)
    told = [*facts, *_naming_fact(document, name, facts, [body.section for body in bodies])]
    ordered = sorted(told, key=lambda fact: fact.span.start)
    return CareerProfile(document.id, name, career_aliases(name, document.text), tuple(ordered))


def _facts(document: Document, bodies: Sequence[Body]) -> list[Fact]:
    reader = FactReader(document)
    stated = [(body.section.kind, fact) for body in bodies for fact in reader.read(body.section, body.lines)]
    return without_doubtful(stated)


def _naming_fact(document: Document, name: str, facts: Sequence[Fact], sections: Sequence[Section]) -> list[Fact]:
    """The sentence that says what the career is, for a page that gives it no section of its own."""
    if any(fact.attribute == "summary" for fact in facts):
        return []
    found = naming_sentence(document.text, name)
    if found is None:
        return []
    sentence, start = found
    section = next((each.title for each in sections if each.span.start <= start < each.span.end), "")
    return [Fact("summary", sentence, Span(document.id, start, start + len(sentence)), section=section)]


def _compared(document: Document, bodies: Sequence[Body]) -> list[CareerProfile]:
    """Profiles from a table with one career a row, each with the sections that bear its name."""
    found: dict[str, tuple[str, list[Fact]]] = {}
    for body in bodies:
        for table in read_tables(body.lines):
            place = Place(document.id, body.section.title)
            for column, name in enumerate(table.header if table.careers_across else ()):
                if column:
                    found.setdefault(career_id(name), (name, []))[1].extend(column_facts(table, column, place))
            if not table.compares_careers:
                continue
            for row in table.rows:
                if is_career_name(row.name) or len(row.name.split()) > 1:
                    facts = list(career_facts(table, row, place))
                    found.setdefault(career_id(row.name), (row.name, []))[1].extend(facts)
    if len(found) < 2:
        return []
    for name, facts in found.values():
        facts.extend(_facts(document, [body for body in bodies if _is_about(body.section, name)]))
    return [_profile(document, name, facts, bodies) for name, facts in found.values() if facts]


def _by_topic(document: Document, bodies: Sequence[Body]) -> list[CareerProfile]:
    """Profiles of careers that a page compares line by line under each topic."""
    return [_profile(document, name, facts, bodies) for name, facts in compared_by_topic(document).items()]


def _is_about(section: Section, name: str) -> bool:
    wanted = career_id(name)
    return any(wanted == career_id(title) or wanted in career_id(title) for title in (section.title, *section.path))


def _described_apart(document: Document, bodies: Sequence[Body]) -> list[CareerProfile]:
    """Profiles of careers that have a titled section each, all on one level, with facts of their own."""
    named = [place for place, body in enumerate(bodies) if body.section.part is None and _titled(body, document.text)]
    named = [place for place in named if bodies[place].section.kind not in ("related_roles", "level", "boilerplate")]
    if len(named) < 2 or names_occupation(body.section.title for body in bodies if body.section.part is None):
        return []
    named = _with_defined(document.text, bodies, named)
    depth = max(set(depths := [len(bodies[place].section.path) for place in named]), key=depths.count)
    heads = [place for place in named if len(bodies[place].section.path) == depth]
    names = {place: titled_name(_name_of(bodies[place]), document.text) for place in heads}
    own: dict[str, list[int]] = {}
    for place, name in names.items():
        own.setdefault(career_id(name), []).append(place)
    if len(own) < 2 or any(_ladder_above(bodies[place], bodies[0]) for place in heads):
        return []
    below = {place: list(_following(bodies, place, heads)) for place in heads}
    if depth == 0 and len(heads) > 2 and max(len(below[place]) for place in heads[:-1]) == 1:
        below[heads[-1]] = below[heads[-1]][:1]  # one section each: what stands behind the last is of all
    within = {body.section.span for each in below.values() for body in each}
    common = [body for body in bodies if body.section.span not in within and _is_shared(bodies, body, names.values())]
    stated = [_facts(document, [body for place in places for body in below[place]]) for places in own.values()]
    told = [{fact.attribute for fact in facts} & (_OF_A_CAREER - {"phase_title"}) for facts in stated]
    profiles = []
    most = max(map(len, stated))
    for number, (first, *_) in enumerate(own.values()):
        name, facts = names[first], stated[number]
        if len(facts) * _MANY_TIMES < most:
            continue  # the card of another career beside the one that the page is about
        alike = any(len(told[number] & other) >= _ENOUGH for at, other in enumerate(told) if at != number)
        described = alike or _is_spoken_of(name, document.text)
        if described and any(fact.attribute in _TELLING for fact in facts):
            profiles.append(_profile(document, name, [*facts, *_facts(document, common)], bodies))
    return profiles if len(profiles) > 1 else []


def _with_defined(text: str, bodies: Sequence[Body], named: Sequence[int]) -> list[int]:
    """The places of sections that bear names of occupations, and those beside several whose titles the text defines.

    So an occupation is told whose name ends in no word that is one of occupations only ("Cell Image Reader").
    """
    paths = Counter(bodies[place].section.path for place in named)
    beside = {
        body.section.title
        for body in bodies
        if paths[body.section.path] > 1 and body.section.part is None and is_defined(body.section.title, text)
    }
    defined = [place for place, body in enumerate(bodies) if body.section.part is None and body.section.title in beside]
    return sorted({*named, *defined})


def _is_shared(bodies: Sequence[Body], body: Body, names: Collection[str]) -> bool:
    """True for skills, tools or steps of all the careers of a page: by their title, or as the only ones of the page."""
    section = body.section
    if section.kind in ("skills", "tools") and layout().expressions["shared"].search(section.title):
        return True
    alone = sum(each.section.kind == section.kind and each.section.part is None for each in bodies) == 1
    text = " ".join(line.text for line in body.lines)
    return section.kind in _OF_ALL and alone and not any(name in text or _is_about(section, name) for name in names)


def _spoken_of_apart(document: Document, bodies: Sequence[Body]) -> list[CareerProfile]:
    """Profiles of careers of which running text tells, each in sections of its own whose titles do not name it.

    Letters and columns do so: every career is defined in one section and named nowhere else.
    """
    found: dict[str, list[Body]] = {}
    for body in bodies:
        text = document.text[body.section.span.start : body.section.span.end]
        name = (name_in_bold(text) or name_in_sentences(text)) if body.section.part is None else None
        if name is not None:
            found.setdefault(name, []).append(body)
    named = {name: own for name, own in found.items() if _only_in(name, own, document.text)}
    if len(named) < 2 or named.keys() != found.keys():
        return []
    central = career_name(document, [body.section for body in bodies])
    bold = all(f"**{name}**" in document.text for name in named)
    if central not in named and not (central is None and bold):
        return []
    profiles = [_profile(document, name, _facts(document, own), own) for name, own in named.items()]
    told = [profile for profile in profiles if {fact.attribute for fact in profile.facts} & _OF_A_CAREER]
    return told if len(told) > 1 else []


def _only_in(name: str, bodies: Sequence[Body], text: str) -> bool:
    """True when the text names the career again, and in these sections only."""
    within = sum(
        career_id(text[body.section.span.start : body.section.span.end]).count(career_id(name)) for body in bodies
    )
    return (1 < within or f"**{name}**" in text) and within == career_id(text).count(career_id(name))


def _is_spoken_of(name: str, text: str) -> bool:
    """True when the text speaks of the career besides its title: the titles of a ladder stand nowhere else."""
    return career_id(text).count(career_id(name).rstrip("s")) > 1


def _is_card_of_another(body: Body, name: str, document: Document) -> bool:
    """True for cards under the name of an occupation that the page, which is about `name`, speaks of nowhere else."""
    title = body.section.title
    bare = body.section.part is None and body.section.kind in ("metrics", "other") and is_career_name(title)
    return (
        bare and career_id(title) not in career_id(name) and document.text.count(title) == 1 and len(body.lines) < _CARD
    )


def _titled(body: Body, text: str) -> bool:
    """True for a title that is an occupation, or that ends in one of which the section goes on to speak."""
    title = body.section.title
    if is_career_name(title):
        return True
    name = career_in_title(title)
    return bool(name) and name in text[body.section.span.start + len(title) : body.section.span.end]


def _name_of(body: Body) -> str:
    return career_in_title(body.section.title) or body.section.title


def _ladder_above(body: Body, first: Body) -> bool:
    """True below a title of levels, phases, questions or other careers; that of a whole page says little of them."""
    known = layout()
    above = [title for title in body.section.path if title != first.section.title]
    return any(known.likely_kind(title) in ("ladder", "related_roles", "roadmap", "faq") for title in above)


def _following(bodies: Sequence[Body], head: int, heads: Sequence[int]) -> Iterator[Body]:
    """The section at `head` and those below it, up to the next career."""
    yield bodies[head]
    depth = len(bodies[head].section.path)
    for place in range(head + 1, len(bodies)):
        section = bodies[place].section
        if place in heads or (len(section.path) <= depth and section.part is None and depth > 0):
            return
        yield bodies[place]
