"""The language model as the advisor uses it: connected, and checked whether it answers."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from advisor.errors import ModelError
from vectorstore.errors import LanguageModelError
from vectorstore.language_model import open_model

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from vectorstore.settings import ModelSettings

_CHECK = "Reply with the word: ready"


def connect(settings: ModelSettings) -> BaseChatModel:
    """The chat model that the settings name; nothing is sent yet.

    Raises:
        ModelError: no model is named, its package is missing, its provider is unknown, or it wants a key.
    """
    try:
        return open_model(settings)
    except LanguageModelError as error:
        raise ModelError(str(error)) from None


def check_model(settings: ModelSettings) -> float:
    """Seconds that the configured model took to answer one short message.

    Raises:
        ModelError: it does not answer; the message says what is wrong.
    """
    from advisor.writing.streaming import stream_sentences

    model = connect(settings)
    started = time.monotonic()
    from langchain_core.messages import HumanMessage

    try:
        answer = list(stream_sentences(model, [HumanMessage(_CHECK)], timeout_s=settings.timeout_s))
    except ModelError as error:
        raise ModelError(f"{settings.name} does not answer: {error}.") from None
    if not answer:
        raise ModelError(f"{settings.name} answers with nothing: choose another model with ADVISOR_MODEL__NAME.")
    return time.monotonic() - started
