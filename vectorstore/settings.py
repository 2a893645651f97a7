"""Where the store is and which models are used: shared by `ingest` and `advisor`, so both name the same ones."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator

from vectorstore.embedding import BUNDLED

CORRECTIONS = "corrections.jsonl"
ENV_FILE = Path(".env")


def read_env_file() -> None:
    """Put the names of the `.env` file of the current folder into the environment; those set already stay as they are.

    Keys of model providers are read there by the providers' own libraries, so they have to be in the environment.
    """
    from dotenv import load_dotenv

    load_dotenv(ENV_FILE, override=False)


class StoreConfig(BaseModel):
    """Options of the store; environment names are `ADVISOR_STORE__PATH` and so on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: Path = Field(default=Path("data/store"), description="Folder of the store, made by `python -m ingest`.")
    embedding_model: str = Field(
        default=BUNDLED,
        min_length=1,
        description="The bundled all-MiniLM-L6-v2, or any name or folder that sentence-transformers can load.",
    )
    corrections: Path = Field(
        default=Path("corpus", CORRECTIONS),
        description="File of the titles and names corrected on the Documents page.",
    )


class ModelSettings(BaseModel):
    """The language model that words the answers, and may read documents; none by default."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str | None = Field(
        default=None,
        description="`provider:name`, as in `openai:gpt-4o-mini`; empty for the built-in writer.",
    )
    base_url: str | None = Field(default=None, description="Address of an OpenAI-compatible server.")
    key: SecretStr | None = Field(default=None, description="Its key, when the provider's own name is not set.")
    temperature: float = Field(default=0.0, ge=0, le=2, description="Sampling temperature.")
    timeout_s: float = Field(
        default=60.0, gt=0, description="Seconds to wait for the model before the built-in writer answers."
    )

    reads_documents: bool = Field(
        default=False, description="Let the model look for facts in documents whose layout is not recognised."
    )

    @field_validator("name")
    @classmethod
    def _names_its_provider(cls, name: str | None) -> str | None:
        provider, colon, model = (name or "provider:name").partition(":")
        if not (provider and colon and model):
            raise ValueError("wanted is provider:name, as in openai:gpt-4o-mini")
        return name
