"""The example phrasings that questions are understood from: `phrasings.toml`, read and checked."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import cast, get_args

from advisor.errors import AdvisorError
from advisor.types import Facet, Operation


class PhrasingsError(AdvisorError):
    """The file of example phrasings cannot be used."""


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


def load_phrasings(path: Path | None = None) -> Phrasings:
    """The phrasings of `path`, or the ones that come with the product.

    Raises:
        PhrasingsError: the file is not TOML, names an unknown facet or operation, or repeats a phrasing.
    """
    name = str(path) if path else "phrasings.toml"
    try:
        text = (path or files("advisor.understanding").joinpath("phrasings.toml")).read_text(encoding="utf-8")
        table = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PhrasingsError(f"cannot read {name}: {error}; mend the file or restore it from the package") from error
    examples = [
        Phrasing(phrasing, _facet(facet, name), _operation(operation, facet, name))
        for facet, operations in table.items()
        for operation, texts in operations.items()
        for phrasing in texts
    ]
    _refuse_repeats((example.text for example in examples), name)
    return Phrasings(tuple(examples))


def _facet(word: str, name: str) -> Facet:
    if word not in get_args(Facet):
        raise PhrasingsError(f"{name} has a section [{word}]; name one of: {', '.join(get_args(Facet))}")
    return cast(Facet, word)


def _operation(word: str, facet: str, name: str) -> Operation:
    if word not in get_args(Operation):
        raise PhrasingsError(f"{name} has {word!r} in [{facet}]; name one of: {', '.join(get_args(Operation))}")
    return cast(Operation, word)


def _refuse_repeats(texts: Iterable[str], name: str) -> None:
    seen: set[str] = set()
    for text in texts:
        if text.casefold() in seen:
            raise PhrasingsError(f"{name} holds {text!r} twice: keep it in one place only")
        seen.add(text.casefold())
