"""The example phrasings that questions are understood from, read from `example_questions/` and checked.

Each file there is a facet (what is asked of a career), each list in it an operation (what is to be done with it), and
a list holds questions as people type them, the career written as "it". To teach a new wording, add it to its list.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import cast, get_args

from advisor.errors import AdvisorError
from advisor.operations.words import stems
from advisor.requests import Facet, Operation

# A word is one of asking when it stands in at least so many example phrasings, and explains a facet when in so many of
# its own; in fewer, it is what one of them happens to ask about.
_KNOWN, _TYPICAL = 4, 10


class PhrasingsError(AdvisorError):
    """The files of example phrasings cannot be used."""


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One question as people type it, the career written as "it", with what it asks."""

    text: str
    facet: Facet
    operation: Operation


@dataclass(frozen=True, slots=True)
class Phrasings:
    """The examples in file order; every text occurs once."""

    examples: tuple[Phrasing, ...]

    @property
    def checksum(self) -> str:
        """A digest of the examples: equal for equal examples in equal order."""
        lines = (f"{example.facet}\t{example.operation}\t{example.text}\n" for example in self.examples)
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    def words(self) -> frozenset[str]:
        """The lower-case words of all examples."""
        return frozenset(word.strip('.,?!;:()"') for example in self.examples for word in example.text.lower().split())

    def common_stems(self, *, but: Collection[Facet] = ()) -> frozenset[str]:
        """The stems of words of asking: those of several examples, those of the facets `but` left out."""
        return _frequent_stems((example.text for example in self.examples if example.facet not in but), _KNOWN)

    def typical_stems(self) -> dict[Facet, frozenset[str]]:
        """The stems of the words that explain each facet: those of several of its own examples."""
        texts: dict[Facet, list[str]] = {}
        for example in self.examples:
            texts.setdefault(example.facet, []).append(example.text)
        return {facet: _frequent_stems(of_facet, _TYPICAL) for facet, of_facet in texts.items()}


def _frequent_stems(texts: Iterable[str], least: int) -> frozenset[str]:
    """The stems that stand in at least `least` of the texts."""
    counts = Counter(stem for text in texts for stem in set(stems(text)))
    return frozenset(stem for stem, count in counts.items() if count >= least)


def load_phrasings(folder: Path | None = None) -> Phrasings:
    """The phrasings of a folder's files, one per facet, or the ones that come with the product; files by name.

    Raises:
        PhrasingsError: a file is not TOML, names an unknown facet or operation, or repeats a phrasing.
    """
    source = folder or files("advisor.understanding").joinpath("example_questions")
    found = sorted((file for file in source.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    examples = [example for file in found for example in _examples(file)]
    _refuse_repeats(example.text for example in examples)
    return Phrasings(tuple(examples))


def _examples(file: Traversable) -> Iterator[Phrasing]:
    facet = file.name.removesuffix(".toml")
    if facet not in get_args(Facet):
        raise PhrasingsError(f"{file.name} is named after no facet; call it one of: {', '.join(get_args(Facet))}")
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PhrasingsError(f"cannot read {file.name}: {error}; mend it or restore it from the package") from error
    for operation, texts in table.items():
        if operation not in get_args(Operation):
            raise PhrasingsError(f"{file.name} has {operation!r}; name one of: {', '.join(get_args(Operation))}")
        for text in texts:
            yield Phrasing(text, cast(Facet, facet), cast(Operation, operation))


def _refuse_repeats(texts: Iterable[str]) -> None:
    seen: set[str] = set()
    for text in texts:
        if text.casefold() in seen:
            raise PhrasingsError(f"the example questions hold {text!r} twice: keep it in one place only")
        seen.add(text.casefold())
