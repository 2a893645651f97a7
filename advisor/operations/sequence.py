"""What comes next or before, and where something is taught."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from advisor.facets import defined, facet_definitions
from advisor.findings import Block, facts_of
from advisor.grounding.thesaurus import is_verb
from advisor.library import Entry, Library
from advisor.operations.daytimes import at_daytime
from advisor.operations.entries import careers_of, chosen_parts, find_parts
from advisor.operations.filtering import reach
from advisor.operations.hours import follow_hour
from advisor.operations.learning import find_known
from advisor.operations.listing import by_part, gather
from advisor.operations.ranking import find_extreme
from advisor.operations.stating import DETAILS, state
from advisor.operations.words import in_phrases, is_everyday, join_words, may_name, mentions
from advisor.requests import Facet, Operation, PartReference, Request
from advisor.types import Finding, Listing
from vectorstore.profiles import Career
from vectorstore.types import Attribute, Part

# The attributes in which a topic can stand, and the title that stands for the part in an answer.
_HOLDING: dict[str, tuple[Attribute, ...]] = {
    "phase": ("phase_title", "goal", "resource", "milestone"),
    "level": ("level_title", "duty"),
    "step": ("step",),
    "hour": ("schedule",),
}
# Kinds of part in which a name may stand whatever kind is asked for: a day names what its phases teach.
_ANYWHERE = ("phase", "level", "step")
# Words of this Zipf frequency and above say nothing of where something stands.
_COMMON = 4.5
# So many plain words together say where something stands.
_TOGETHER = 2
# Operations of questions that may place something in a part.
_ASKING: frozenset[Operation] = frozenset({"lookup", "list", "define"})
_PLACING = _ASKING | {"verify", "why"}
_TITLES: dict[str, tuple[Facet, Attribute]] = {
    "phase": ("roadmap", "phase_title"),
    "level": ("ladder", "level_title"),
    "step": ("steps", "step"),
}


def follow(request: Request, library: Library) -> Iterator[Block]:
    """The part after (or before) the one the request names; a sentence when there is none."""
    step = 1 if request.operation == "next" else -1
    yield from follow_hour(request, library, step)
    for career in careers_of(request, library):
        for reference in request.parts:
            for part in find_parts(career, reference):
                yield from _neighbour(career, part, step, request, library)


def _neighbour(career: Career, part: Part, step: int, request: Request, library: Library) -> Iterator[Block]:
    facet, attribute = _TITLES.get(part.kind, ("roadmap", "phase_title"))
    here = career.of(attribute, part=part)
    neighbour = _beside(career, part, step)
    if neighbour is None:
        end = "last" if step > 0 else "first"
        # Which is the last of them is told by all of them.
        every = dict.fromkeys((*here, *career.of(attribute)))
        yield Finding(f"sequence.{end}", {"part": part.title, "kind": part.kind, "career": career.name}, tuple(every))
        return
    values = {
        "part": part.title,
        "neighbour": neighbour.title,
        "number": str(neighbour.number),
        "kind": part.kind,
        "career": career.name,
    }
    way = "next" if step > 0 else "previous"
    yield Finding(f"sequence.{way}", values, (*here, *career.of(attribute, part=neighbour)))
    narrowed = Request(request.question, request.standalone, parts=(PartReference(part.kind, neighbour.number),))
    definitions = facet_definitions()
    stated = [f for f in request.facets if f in definitions and definitions[f].part == part.kind and f != facet]
    # The figure of the part is told whatever is asked of it, so that every wording gets it.
    for asked in dict.fromkeys((*DETAILS.get(facet, ())[:1], *stated)):
        yield from state(career, asked, narrowed, library)


def locate(request: Request, library: Library) -> Iterator[Block]:
    """The phases, levels or steps whose text holds the topics asked about; of another page where this one has none."""
    if request.bounds and (reached := list(reach(request, library))):
        yield from reached
        return
    asked = careers_of(request, library)
    topics = _sought(request, library)
    others = [career for career in library.catalogue.careers if career not in asked]
    found, elsewhere = _in_careers(asked, topics), _in_careers(others, topics)
    for career, holding in found or elsewhere:
        values = {
            "career": career.name,
            "asked": join_words([other.name for other in asked]),
            "topic": join_words(in_phrases(_named(topics, holding), request.searched)),
        }
        says = "locate.held" if found and _is_held(request, topics, holding) else "locate"
        yield Listing(Finding(says if found else "locate.elsewhere", values), _points(holding))


def _is_held(request: Request, topics: _Topics, holding: Sequence[Entry]) -> bool:
    """True where a yes-or-no question about a roadmap has a name that its points hold: "is FHIR in the roadmap?"."""
    of_phases = {definition.part for definition in defined(request.facets)} == {"phase"}
    asks = request.asserts and not request.negated and of_phases
    return asks and set(_named(topics, holding)) == set(request.topics)


def deny_place(request: Request, library: Library, named: Sequence[Block] = ()) -> Iterator[Finding]:
    """That no phase of a roadmap names the one thing that is looked for there, though a document does: `named`.

    A doing may stand there in other words.
    """
    topics = [word for word in request.topics if library.holds(word)]
    if len(topics) != 1 or len(request.topics) > 1 or is_verb(topics[0].casefold()):
        return
    for career in careers_of(request, library):
        facts = career.of(*_HOLDING["phase"])
        if facts and not any(mentions(str(fact.value), topics[0]) for fact in facts):
            values = {"career": career.name, "topic": topics[0]}
            yield Finding("locate.nowhere", values, (*career.of("phase_title"), *facts_of(named)))


def check_place(request: Request, library: Library) -> Iterator[Listing]:
    """Where a page names what a question places in some of its parts: there, or in others; nothing where in none.

    "Junior staff deal with the IRB, don't they?", "why are audits run at nine?", "does phase 1 teach Docker?".
    """
    kinds = {definition.part for definition in defined(request.facets) if definition.shape == "items"}
    for career in library.careers(request.careers) if request.operation in _PLACING else ():
        for kind in (kind for kind in kinds if kind in _HOLDING):
            named = _parts_named(career, kind, request, library)
            topics = _placed(career, kind, request) if named else _NOTHING
            holding = _holding(career, topics, (kind,))
            there = _holding(career, replace(topics, least=1), (kind,), named)
            if not holding or (there and request.operation != "verify"):
                continue
            # "No" is said of telling words alone, since what is called otherwise there may be the same; "yes" of all.
            held = set(topics.words).issuperset(word for word in request.specific if not is_everyday(word, _COMMON))
            sure = topics.names and not request.negated and (held or not there)
            answer = "" if not sure or request.operation in _ASKING else "Yes." if there else "No."
            topic = join_words(in_phrases(_named(topics, there or holding), request.searched))
            values = {"career": career.name, "topic": topic, "answer": answer}
            yield Listing(Finding(f"locate.{'placed' if there else 'misplaced'}", values), _points(there or holding))


def _placed(career: Career, kind: str, request: Request) -> _Topics:
    """The words of a question that parts of a kind hold: those that tell; where none does, most of it together."""
    texts = [str(fact.value) for fact in career.of(*_HOLDING[kind])]
    asked = [word for word in request.specific if not any(mentions(said, word) for said in request.person.background)]
    if request.operation in _ASKING:
        asked = [word for word in asked if not is_verb(word.casefold())]  # what "is tested" is asked, not where
    words = tuple(word for word in asked if any(mentions(text, word) for text in texts))
    telling = tuple(word for word in words if not is_everyday(word, _COMMON))
    if telling:
        return _Topics(telling, 1, (kind,), names=True)
    return _Topics(words, max(2, len(asked)), (kind,)) if request.operation == "verify" else _NOTHING


def _parts_named(career: Career, kind: str, request: Request, library: Library) -> tuple[Part, ...]:
    """The parts of a kind that a question names; of hours those of the time of day that it names."""
    if kind != "hour":
        return chosen_parts(career, request, kind) or ()
    hours = [entry for facet in request.facets for entry in library.entries(career, facet)]
    standing = at_daytime(hours, request.wording)
    return tuple(entry.part for entry in standing if entry.part is not None)


def told_parts(request: Request, library: Library) -> tuple[Part, ...]:
    """The parts that come next or before, lie at the end asked for, hold the topics or what is known already.

    None for other operations.
    """
    careers = careers_of(request, library)
    if request.operation == "locate":
        topics = _sought(request, library)
        found = [entry.part for _, holding in _in_careers(careers, topics) for entry in holding]
    elif request.operation == "extreme":
        found = [fact.part for fact in facts_of(list(find_extreme(request, library)))]
    elif request.operation in ("next", "previous"):
        step = 1 if request.operation == "next" else -1
        named = [(career, part) for career in careers for each in request.parts for part in find_parts(career, each)]
        found = [_beside(career, part, step) for career, part in named]
    elif request.operation == "skip":
        found = [fact.part for fact in facts_of(list(find_known(request, library)))]
    else:
        return ()
    return tuple(dict.fromkeys(part for part in found if part is not None))


def _beside(career: Career, part: Part, step: int) -> Part | None:
    """The part so many places on; None beyond either end."""
    parts = career.parts(part.kind)
    position = [candidate.number for candidate in parts].index(part.number) + step
    return parts[position] if 0 <= position < len(parts) else None


# Points of one part that say where a topic is taught; more repeat it.
_POINTS = 2


@dataclass(frozen=True, slots=True)
class _Topics:
    """The words to look for, how many of them a point must hold, and in parts of which kinds.

    Where one of them `names` something, the answer may stand in parts of other kinds as well.
    """

    words: tuple[str, ...]
    least: int
    kinds: tuple[str, ...]
    names: bool = False


def _sought(request: Request, library: Library) -> _Topics:
    """The topics that tell where an answer stands, each by itself; where none does, only most of them together.

    A plain word that no document holds ("talks", "deals") says nothing of what is sought.
    """
    asked = (each.part for each in defined(request.facets))
    kinds = tuple(dict.fromkeys(kind for kind in asked if kind in _HOLDING))
    if telling := tuple(library.telling(request.topics)):
        return _Topics(telling, 1, kinds, names=any(map(may_name, telling)))
    held = tuple(word for word in request.topics if library.holds(word) or may_name(word))
    if not held:
        # "Which step uses a test hospital?" has plain words alone, of which one may be another than the page's.
        plain = tuple(word for word in request.specific if library.holds(word))
        return _Topics(plain, max(_TOGETHER, len(plain) - 1), kinds)
    return _Topics(held, 2 * len(held) // 3 + 1, kinds)


def _in_careers(careers: Sequence[Career], topics: _Topics) -> list[tuple[Career, list[Entry]]]:
    """The careers with points that hold the topics: points of the kind of part asked for, where any does.

    Other kinds count only for names: "which level handles …" is not answered by the phase that teaches the handling of
    data.
    """
    for kinds in (topics.kinds, _ANYWHERE if topics.names or not topics.kinds else ()):
        if found := [(career, held) for career in careers if (held := _holding(career, topics, kinds))]:
            return found
    return []


_NOTHING = _Topics((), 1, ())


def _holding(
    career: Career, topics: _Topics, kinds: Collection[str], parts: Collection[Part] | None = None
) -> list[Entry]:
    """The points of the kinds of part that hold most of the topics asked about, in the page's order; of some parts."""
    entries = [Entry(career, fact) for kind in kinds for fact in career.of(*_HOLDING[kind])]
    entries = [entry for entry in entries if parts is None or entry.part in parts]
    hits = [sum(mentions(str(entry.fact.value), topic) for topic in topics.words) for entry in entries]
    # "Who handles FDA submissions?" is answered by the line that holds most of it.
    most = max((count for count in hits if count >= topics.least), default=0) if topics.words else 0
    holding = [entry for entry, count in zip(entries, hits, strict=True) if count and count == most]
    # "At what rung does one coach the juniors?" is answered by what is done, not by who is called so.
    holding = [entry for entry in holding if entry.fact.attribute != "level_title"] or holding
    return sorted(holding, key=lambda entry: entry.fact.span)


def _named(topics: _Topics, holding: Sequence[Entry]) -> list[str]:
    """The topics that points hold."""
    return [word for word in topics.words if any(mentions(str(entry.fact.value), word) for entry in holding)]


def _points(holding: Sequence[Entry]) -> tuple[Finding, ...]:
    groups = by_part(holding)
    return tuple(
        gather([e for e in group if e.fact.value != (e.part and e.part.title)][:_POINTS] or group) for group in groups
    )
