"""A turn that leans on the conversation: which careers, facet and parts it takes over from what was said before."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict

from advisor.memory import Memory
from advisor.operations.words import content_words, stems
from advisor.understanding.vocabulary import linking_words


class Cues(BaseModel):
    """Words that lean on the conversation; each list is explained in `following.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    accept: tuple[str, ...]
    opening: tuple[str, ...]
    pronouns: tuple[str, ...]
    part_pronouns: tuple[str, ...]
    same: tuple[str, ...]
    other: tuple[str, ...]
    first: tuple[str, ...]
    second: tuple[str, ...]
    both: tuple[str, ...]
    correct: tuple[str, ...]
    going_back: tuple[str, ...]
    why: tuple[str, ...]
    more: tuple[str, ...]
    asking: tuple[str, ...]
    offering: tuple[str, ...]
    countable: tuple[str, ...]


@cache
def _cues() -> Cues:
    raw = tomllib.loads(files("advisor.understanding").joinpath("following.toml").read_text(encoding="utf-8"))
    return Cues.model_validate(raw)


@dataclass(frozen=True, slots=True)
class Leaning:
    """How a turn leans on the conversation."""

    continues: bool  # it opens as a continuation or holds a pronoun
    elliptical: bool  # once careers and parts are taken out, nothing is left that asks for something
    points_at_part: bool  # it points at the phase or level just spoken of
    corrects: bool  # "no, I meant …"
    whole: Literal["why", "more"] | None = None


def lean(text: str, rest: str, *, asks: bool) -> Leaning:
    """How `text` leans on what was said; `rest` is the text without its careers and parts.

    `asks` tells that a bound, a figure or the like was read from the text, so that it asks for something.
    """
    cues = _cues()
    bare = _plain(text)
    opened = next((cue for cue in sorted(cues.opening, key=len, reverse=True) if _opens(bare, cue)), None)
    left = ask_words(rest)
    whole: Literal["why", "more"] | None = "why" if bare in cues.why else "more" if bare in cues.more else None
    return Leaning(
        continues=opened is not None or _holds(bare, cues.pronouns),
        elliptical=not left and not asks,
        points_at_part=_holds(bare, cues.part_pronouns),
        corrects=any(_opens(bare, cue) for cue in cues.correct),
        whole=whole,
    )


@cache
def asking_stems() -> frozenset[str]:
    """The stems of the words that ask where something stands and name no topic."""
    return frozenset(stem for word in _cues().asking for stem in stems(word))


@cache
def countable_stems() -> frozenset[str]:
    """The stems of what documents about careers count, or state a number of."""
    return frozenset(stem for word in _cues().countable for stem in stems(word))


def ask_words(text: str) -> list[str]:
    """The content words of a text that do more than point back."""
    pointing = _function_words(_cues())
    return [word for word in content_words(text) if _plain(word) not in pointing]


def accepts_offer(text: str) -> bool:
    """True when the whole message says yes."""
    return _plain(text) in {_plain(cue) for cue in _cues().accept}


def offer_in(text: str) -> str | None:
    """The question that an assistant's message offers to answer next, or None when it offers none."""
    for sentence in reversed(re.split(r"(?<=[.!?])\s+", text.strip())):
        bare = _plain(sentence)
        for cue in sorted(_cues().offering, key=len, reverse=True):
            if sentence.endswith("?") and _opens(bare, cue):
                return " ".join(sentence.split()[len(cue.split()) :])
    return None


def turns_to_another(text: str) -> bool:
    """True when the turn asks about "the other one"."""
    return _holds(_plain(text), _cues().other)


def careers_in_focus(text: str, memory: Memory) -> tuple[str, ...] | None:
    """The careers a turn points back to without naming one; None when it points to none in particular."""
    cues, bare, spoken = _cues(), _plain(text), memory.careers
    current = memory.request.careers if memory.request else ()
    if turns_to_another(text):
        others = [career for career in spoken if career not in current]
        return tuple(others[-1:]) or None
    if _holds(bare, cues.first) and spoken:
        return spoken[:1]
    if _holds(bare, cues.second) and len(spoken) > 1:
        return spoken[1:2]
    if _holds(bare, cues.both) and len(spoken) > 1 and len(current) < 2:
        return spoken[-2:]
    return None


def ordinal_alone(text: str) -> int | None:
    """The place that an ordinal without its noun names: "the last one" is -1, "and the second?" is 2."""
    found = re.search(_ordinal_pattern(), text.casefold())
    return linking_words().ordinals[found.group(1)] if found else None


@cache
def _ordinal_pattern() -> str:
    ordinals = "|".join(sorted(map(re.escape, linking_words().ordinals), key=len, reverse=True))
    before, noun = r"\b(?:the|and|its|that)\s+", r"(?:\s+(?:one|bit|thing|section|chunk))?"
    after = r"(?=\s*(?:[?.,!;–-]|$|is\b|about\b|take|last|pay))"
    return rf"{before}({ordinals}){noun}{after}"


def replace_pronoun(text: str, name: str) -> str | None:
    """The text with its first pronoun replaced by a name, or None when it holds none that stands for a career."""
    for pronoun in sorted(_cues().pronouns, key=len, reverse=True):
        replaced, count = re.subn(
            rf"\b{re.escape(pronoun)}\b", _name_for(pronoun, name), text, count=1, flags=re.IGNORECASE
        )
        if count:
            return replaced
    return None


def _name_for(pronoun: str, name: str) -> str:
    possessive = pronoun in ("its", "their")
    return f"the {name}'s" if possessive else f"the {name} is" if pronoun == "it's" else f"the {name}"


def _function_words(cues: Cues) -> frozenset[str]:
    """Single words of the cues: they point, and ask for nothing."""
    lists = (cues.opening, cues.pronouns, cues.other, cues.both, cues.correct, cues.going_back, cues.same)
    return frozenset(word for cue_list in lists for cue in cue_list for word in cue.replace(",", "").split())


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w']+", text.casefold()))


def _opens(text: str, cue: str) -> bool:
    return f"{text} ".startswith(f"{_plain(cue)} ")


def _holds(text: str, cues: tuple[str, ...]) -> bool:
    return any(f" {_plain(cue)} " in f" {text} " for cue in cues)
