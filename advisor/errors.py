"""What can go wrong in the advisor; every message is one sentence that says what to do."""

from __future__ import annotations


class AdvisorError(Exception):
    """The advisor cannot do what was asked."""


class SettingsError(AdvisorError):
    """A setting has an unknown name or a value that does not fit."""


class ModelError(AdvisorError):
    """The configured language model cannot be used."""
