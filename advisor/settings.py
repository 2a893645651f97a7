"""Every option of the advisor, read from `ADVISOR_…` environment names, and the one place that picks parts."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from advisor.errors import SettingsError
from advisor.retrieval import RetrievalConfig
from vectorstore.settings import ModelSettings, StoreConfig, read_env_file

if TYPE_CHECKING:
    from advisor.conversation import Advisor
    from advisor.grounding import Encode
    from advisor.library import Library
    from advisor.writing.composition import Author
    from vectorstore.store import Store

PREFIX = "ADVISOR_"
DELIMITER = "__"


class WebSettings(BaseModel):
    """Where the chat page is served."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str = Field(default="127.0.0.1", min_length=1, description="Address to serve on; `0.0.0.0` for every one.")
    port: int = Field(default=7860, ge=1, le=65535, description="Port to serve on.")
    open_browser: bool = Field(default=False, description="Open the page in the default browser.")
    editing: bool | None = Field(
        default=None,
        description="Documents can be added, corrected and removed on the page; empty means only when it is served "
        "to this machine alone.",
    )
    addresses: bool = Field(default=False, description="Documents can also be fetched from web addresses on the page.")

    @property
    def edits(self) -> bool:
        """True when the page may change what is stored."""
        return self.host in ("127.0.0.1", "::1", "localhost") if self.editing is None else self.editing


class UnderstandingSettings(BaseModel):
    """How questions are understood."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    learned: Path = Field(
        default=Path("data/learned"),
        description="Folder of what is learned from the example questions; learned anew, once, when it is missing.",
    )


class Settings(BaseSettings):
    """Every option, one section each; an environment name is `ADVISOR_SECTION__OPTION`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter=DELIMITER,
        env_ignore_empty=True,
        frozen=True,
        extra="forbid",
    )

    store: StoreConfig = StoreConfig()
    retrieval: RetrievalConfig = RetrievalConfig()
    understanding: UnderstandingSettings = UnderstandingSettings()
    model: ModelSettings = ModelSettings()
    web: WebSettings = WebSettings()


def load_settings() -> Settings:
    """The settings of this process, from its environment and the `.env` file of the current folder.

    Raises:
        SettingsError: a name is unknown or a value does not fit; the message names it and says what is accepted.
    """
    read_env_file()
    known = sections()
    for name in os.environ:
        section = name.upper().removeprefix(PREFIX).split(DELIMITER)[0].lower()
        if name.upper().startswith(PREFIX) and (section not in known or DELIMITER not in name):
            raise SettingsError(_unknown_name(name))
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError(" ".join(_explain(detail) for detail in error.errors())) from error


def sections() -> Mapping[str, type[BaseModel]]:
    """The settings' sections by name, in order."""
    found: dict[str, type[BaseModel]] = {}
    for name, field in Settings.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            found[name] = field.annotation
    return found


def option_names() -> Iterator[tuple[str, str]]:
    """Every option as its environment name and what it is for, in order."""
    for section, model in sections().items():
        for option, field in model.model_fields.items():
            yield _environment_name(section, option), field.description or ""


def open_store(settings: Settings) -> Store:
    """The store that the settings name.

    Raises:
        StoreError: there is no store yet, or it was built otherwise; the message names the command that mends it.
    """
    from vectorstore.embedding import load_embedder
    from vectorstore.store import Store

    return Store.open(settings.store, load_embedder(settings.store.embedding_model))


def build_advisor(settings: Settings, store: Store | None = None) -> Advisor:
    """The advisor that the settings describe, over `store` when it is open already; it stays open while in use.

    Raises:
        StoreError: there is no store yet, or it was built otherwise; the message names the command that mends it.
        ModelError: a language model is named that cannot be set up.
    """
    from advisor.assembly import assemble

    store = store or open_store(settings)
    author = _model_author(settings.model)
    return assemble(
        store, store.embedder, retrieval=settings.retrieval, cache=settings.understanding.learned, author=author
    )


def open_library(settings: Settings) -> tuple[Library | None, Encode]:
    """What the store holds, or None where there is no store yet, and what encodes a text's tokens.

    Raises:
        StoreError: the store was built otherwise; the message names the command that mends it.
    """
    from advisor.assembly import read_library
    from advisor.grounding import encoder
    from vectorstore.embedding import load_embedder
    from vectorstore.store import Store

    embedder = load_embedder(settings.store.embedding_model)

    encode = encoder(embedder)
    if not settings.store.path.exists():
        return None, encode
    return read_library(Store.open(settings.store, embedder)), encode


def _model_author(model: ModelSettings) -> Author | None:
    """The connected language model as a writer, or None when none is named."""
    if model.name is None:
        return None
    from advisor.models import connect
    from advisor.writing.model import ModelAuthor

    return ModelAuthor(connect(model), model.name, model.timeout_s)


def _environment_name(*path: str) -> str:
    return PREFIX + DELIMITER.join(path).upper()


def _unknown_name(name: str) -> str:
    names = [known for known, _ in option_names()]
    close = get_close_matches(name.upper(), names, n=1, cutoff=0.75)
    hint = f"did you mean {close[0]}?" if close else f"the names are {', '.join(names)}."
    return f"The setting {name.upper()} is unknown: {hint}"


def _explain(detail: ErrorDetails) -> str:
    """One sentence for one validation error: the name, the value seen and what is wanted."""
    name = _environment_name(*(str(step) for step in detail["loc"]))
    if detail["type"] == "extra_forbidden":
        return _unknown_name(name)
    if len(detail["loc"]) > 1 and "key" in detail["loc"]:
        return f"The setting {name} is not accepted: {detail['msg']}."
    return f"The setting {name} is {str(detail['input'])!r}: {detail['msg'].removeprefix('Value error, ')}."
