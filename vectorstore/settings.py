"""Where the store is and which model fills it: shared by `ingest` and `advisor`, so both name the same one."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from vectorstore.embedding import BUNDLED

CORRECTIONS = "corrections.jsonl"


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
