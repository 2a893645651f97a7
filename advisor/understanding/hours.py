"""What is done at an hour of the day, asked by the clock: "what's on their screen at half ten?"."""

from __future__ import annotations

from advisor.facets import facet_definitions
from advisor.library import Library
from advisor.operations.daytimes import time_named
from advisor.requests import TELLING
from advisor.understanding.sorts import of_figures
from advisor.understanding.utterance import Meaning, Utterance


class HourOfDay:
    """Reads times of day for the schedules of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __call__(self, said: Utterance, meaning: Meaning) -> Meaning:
        """Of a time by the clock, what pages list for it, unless a figure is asked for or no page has a schedule."""
        plain = meaning.operation in TELLING and not of_figures(meaning.facets)
        of_career = meaning.facet in facet_definitions() or bool(meaning.careers)
        if not (plain and of_career) or time_named(said.clause.text) is None:
            return meaning
        careers = self._library.careers_or_all(meaning.careers)
        return meaning.asking("lookup", "day") if any(career.of("schedule") for career in careers) else meaning
