"""The tables of words and wordings that come with the packages, which an owner may extend."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

T = TypeVar("T")


class TableError(ValueError):
    """A table that comes with a package cannot be used."""


class Table(BaseModel):
    """What a table holds: the fields that a subclass names, and no others."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def read_table(shape: type[T], package: str, *path: str) -> T:
    """A TOML file of a package as a value of `shape`: a pydantic model, a dataclass or a kind of mapping.

    Raises:
        TableError: the file cannot be read, is no TOML, or its entries are not those of `shape`.
    """
    try:
        text = files(package).joinpath(*path).read_text(encoding="utf-8")
        return TypeAdapter(shape).validate_python(tomllib.loads(text))
    except ValidationError as error:
        first = error.errors()[0]
        reason = f"{'.'.join(map(str, first['loc']))}: {first['msg']}, but it has {first['input']!r}"
        raise TableError(_sentence(package, path, reason)) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TableError(_sentence(package, path, str(error))) from error


def _sentence(package: str, path: tuple[str, ...], reason: str) -> str:
    return f"cannot read {'/'.join((*package.split('.'), *path))}: {reason}; mend it or restore it from the package"
