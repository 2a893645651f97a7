"""A language model's answer, sentence by sentence, within a time limit and a size limit."""

from __future__ import annotations

import queue
import re
import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.errors import ModelError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

# Characters of one answer; what a model writes beyond them is not read.
LONGEST = 6_000
# A sentence ends at a line's end, or behind its ids.
_END = re.compile(r"\n+|(?<=\])[.!]?\s+(?=[^\s\[.!])")


class ModelLateError(ModelError):
    """The language model did not finish in the time it has."""


class _Done:
    """The end of a stream."""


def stream_sentences(model: BaseChatModel, messages: list[BaseMessage], *, timeout_s: float) -> Iterator[str]:
    """The sentences of the model's answer, each as soon as it is complete.

    Raises:
        ModelLateError: the answer was not complete after `timeout_s` seconds.
        ModelError: the model failed; the message says how, without repeating what its server said.
    """
    pieces = _pump(model, messages, timeout_s)
    text, size = "", 0
    for piece in pieces:
        text, size = text + piece, size + len(piece)
        while (end := _END.search(text)) is not None:
            sentence, text = text[: end.start()].strip(), text[end.end() :]
            if sentence:
                yield sentence
        if size > LONGEST:
            return
    if text.strip():
        yield text.strip()


def _pump(model: BaseChatModel, messages: list[BaseMessage], timeout_s: float) -> Iterator[str]:
    """The model's pieces of text, read in a thread of their own: a stalled server cannot hold up the reply."""
    arrived: queue.Queue[str | Exception | _Done] = queue.Queue()
    abandoned = threading.Event()

    def read() -> None:
        try:
            for chunk in model.stream(messages):
                if abandoned.is_set():
                    return
                arrived.put(str(chunk.text))
            arrived.put(_Done())
        except Exception as error:  # noqa: BLE001  # whatever ends this thread is raised where its text is read
            arrived.put(error)

    threading.Thread(target=read, name="language-model", daemon=True).start()
    deadline = time.monotonic() + timeout_s
    try:
        while True:
            try:
                piece = arrived.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                raise ModelLateError(f"no complete answer after {timeout_s:g} seconds") from None
            match piece:
                case str():
                    yield piece
                case _Done():
                    return
                case _:
                    from vectorstore.language_model import explain

                    # Not chained: what a provider says may repeat the key.
                    raise ModelError(explain(piece)) from None
    finally:
        abandoned.set()
