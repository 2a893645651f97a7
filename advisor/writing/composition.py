"""What a writer and the gate make of evidence, whoever writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from advisor.requests import Request
from advisor.types import Draft, Evidence, Withheld

BUILT_IN = "built-in writer"

Ground = Callable[[Draft, Evidence, Request], tuple[Draft, tuple[Withheld, ...]]]


@dataclass(frozen=True, slots=True)
class Composition:
    """A grounded draft with what was withheld from it; `notice` says why the connected model did not write it."""

    draft: Draft
    withheld: tuple[Withheld, ...] = ()
    written_by: str = BUILT_IN
    notice: str = ""


Author = Callable[[Request, Evidence, Ground], Iterator[Composition]]
"""Yields ever longer compositions; the last one is the whole reply."""
