"""What can go wrong with the store; every message says which command mends it."""

from __future__ import annotations


class StoreError(Exception):
    """The store cannot be used as asked."""


class StoreMissingError(StoreError):
    """There is no store at the configured path."""


class StoreMismatchError(StoreError):
    """The store was built with another model, dimension, distance or schema than is configured."""


class StoreDamagedError(StoreError):
    """Parts of the store do not agree with each other."""


class StoreBusyError(StoreError):
    """Another process is writing to the store."""


class EmbeddingError(StoreError):
    """The embedding model cannot be loaded."""


class LanguageModelError(Exception):
    """The configured language model cannot be set up, or failed."""
