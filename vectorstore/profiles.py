"""Careers as the reader knows them: the profiles of every document that describes one career, side by side."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from vectorstore.types import Attribute, CareerProfile, Fact, Part, PartKind


def career_id(name: str) -> str:
    """The stable id of a career name: lower-case words joined by hyphens, accents folded."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or name
    return "-".join(re.findall(r"\w+", folded.casefold()))


@dataclass(frozen=True, slots=True)
class Career:
    """One career with the facts of every document that describes it; facts that disagree stand side by side."""

    id: str
    name: str
    aliases: tuple[str, ...]
    profiles: tuple[CareerProfile, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """What it is called: its name, then its aliases."""
        return (self.name, *self.aliases)

    @property
    def documents(self) -> tuple[str, ...]:
        """Ids of the documents that describe this career, in corpus order."""
        return tuple(profile.document for profile in self.profiles)

    def of(self, *attributes: Attribute, part: Part | None = None) -> tuple[Fact, ...]:
        """The facts of the attributes named (and of `part`, by kind and number), document by document."""
        return tuple(fact for profile in self.profiles for fact in profile.of(*attributes, part=part))

    def parts(self, kind: PartKind) -> tuple[Part, ...]:
        """The parts of a kind, from the first document that has any: two roadmaps are never interleaved."""
        return next((parts for profile in self.profiles if (parts := profile.parts(kind))), ())


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every career of the store, in corpus order."""

    careers: tuple[Career, ...]

    def __getitem__(self, career: str) -> Career:
        """The career with this id.

        Raises:
            KeyError: no career has this id.
        """
        for candidate in self.careers:
            if candidate.id == career:
                return candidate
        raise KeyError(career)


def build_catalogue(profiles: Iterable[CareerProfile]) -> Catalogue:
    """Careers from profiles: those of the same `career_id` are one career, aliases united in order."""
    grouped: dict[str, list[CareerProfile]] = {}
    for profile in profiles:
        grouped.setdefault(career_id(profile.name), []).append(profile)
    return Catalogue(
        tuple(
            Career(
                id=identity,
                name=members[0].name,
                aliases=tuple(dict.fromkeys(alias for member in members for alias in member.aliases)),
                profiles=tuple(members),
            )
            for identity, members in grouped.items()
        )
    )
