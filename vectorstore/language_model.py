"""The connected language model: LangChain's chat model for the settings, whoever asks it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from vectorstore.errors import LanguageModelError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from vectorstore.settings import ModelSettings

RETRIES = 2
# OpenAI's client refuses to start without a key, and most servers of one's own want none.
_NO_KEY = "none"


def open_model(settings: ModelSettings) -> BaseChatModel:
    """The chat model that the settings name; nothing is sent yet.

    Raises:
        LanguageModelError: no model is named, its package is missing, its provider is unknown, or it wants a key.
    """
    if settings.name is None:
        raise LanguageModelError("No language model is named: set ADVISOR_MODEL__NAME, as in openai:gpt-4o-mini.")
    from langchain.chat_models import init_chat_model

    provider = settings.name.partition(":")[0]
    try:
        model: BaseChatModel = init_chat_model(settings.name, **_options(settings, provider))
    except ImportError:
        raise LanguageModelError(
            f"{settings.name} needs a package that is not installed: "
            f'python -m pip install -c constraints.txt -e ".[{provider}]"'
        ) from None
    except _setup_errors() as error:
        raise LanguageModelError(f"{settings.name} cannot be set up: {explain(error)}.") from None
    return model


def _setup_errors() -> tuple[type[Exception], ...]:
    """What setting up a model may raise: the loaded clients have roots of their own for their errors."""
    found: list[type[Exception]] = [ValueError, TypeError, RuntimeError, OSError]
    for module, name in (("openai", "OpenAIError"), ("anthropic", "AnthropicError"), ("httpx", "HTTPError")):
        kind = getattr(sys.modules.get(module), name, None)
        if isinstance(kind, type) and issubclass(kind, Exception):
            found.append(kind)
    return tuple(found)


def _options(settings: ModelSettings, provider: str) -> dict[str, Any]:
    options: dict[str, Any] = {"temperature": settings.temperature}
    if settings.base_url:
        options["base_url"] = settings.base_url
    if provider == "ollama":
        return {**options, "client_kwargs": {"timeout": settings.timeout_s}}
    options |= {"timeout": settings.timeout_s, "max_retries": RETRIES}
    if settings.key is not None:
        options["api_key"] = settings.key
    elif provider == "openai" and settings.base_url and not _has_key():
        options["api_key"] = _NO_KEY
    return options


def _has_key() -> bool:
    from langchain_core.utils import get_from_env

    return bool(get_from_env("key", "OPENAI_API_KEY", default=""))


def explain(error: BaseException) -> str:
    """What went wrong, in a few words of our own: what a provider's error says may repeat a key."""
    status = getattr(error, "status_code", None)
    kinds = " ".join(kind.__name__ for kind in type(error).__mro__)
    if status in (401, 403) or "api_key" in str(error):
        return "its key is missing or refused; set ADVISOR_MODEL__KEY"
    if status == 404:
        return "its server knows no model or address of that name"
    if status == 429:
        return "its limit of requests or its credit is used up"
    if isinstance(status, int) and status >= 500:
        return f"its server failed with status {status}"
    if "Timeout" in kinds:
        return "its server did not answer in time"
    if "Connect" in kinds or "connect" in str(error).lower():
        return "its server cannot be reached; check ADVISOR_MODEL__BASE_URL and that it runs"
    if "Unsupported" in str(error) or "model_provider" in str(error):
        return "its provider is not known; wanted is openai:…, anthropic:… or ollama:…"
    return f"it failed with {type(error).__name__}" + (f", status {status}" if status else "")
