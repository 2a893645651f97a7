"""A connected language model as a second reader of documents that state little in a form the reader knows.

The reader's own facts always stay. Of what the model states only that counts which the document says word for word.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from pydantic import ValidationError

from ingest.aliases import career_aliases
from ingest.model_facts import LONGEST_NAME, FactChecker, StatedCareers, known_table
from vectorstore.language_model import explain, open_model
from vectorstore.profiles import career_id
from vectorstore.types import CareerProfile, Document, Fact, Section

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from vectorstore.settings import ModelSettings

_FAILURES = 2  # one after the other: then the other documents of the run are not sent


@dataclass(frozen=True, slots=True)
class Found:
    """Profiles after a model has been asked, and what the document's owner should know."""

    profiles: tuple[CareerProfile, ...]
    warnings: tuple[str, ...] = ()
    failed: bool = False


class SecondReader(Protocol):
    """Whoever can add to what the reader recognised of a document's careers."""

    def read(self, document: Document, sections: Sequence[Section], profiles: Sequence[CareerProfile]) -> Found:
        """The profiles of a document, given those that were recognised."""
        ...


class ModelReader:
    """Asks one language model about documents, one at a time, each within `timeout_s` seconds."""

    def __init__(self, model: BaseChatModel, name: str, timeout_s: float) -> None:
        self._model = model
        self._timeout_s = timeout_s
        self._failures = 0
        self.name = name

    def read(self, document: Document, sections: Sequence[Section], profiles: Sequence[CareerProfile]) -> Found:
        """The profiles with what the model found beside them; unchanged when it was not needed, or failed."""
        known = known_table()
        if not _is_thin(profiles) or len(document.text) < known.shortest_text:
            return Found(tuple(profiles))
        if self._failures >= _FAILURES:
            return Found(
                tuple(profiles), (f"{self.name} failed before and was not asked; patterns alone read this",), True
            )
        try:
            stated = self._ask(document.text[: known.longest_text])
        except _AskingError as error:
            self._failures += 1
            return Found(tuple(profiles), (f"{self.name} could not read this ({error}); patterns alone did",), True)
        self._failures = 0
        return _joined(document, sections, profiles, stated, self.name)

    def _ask(self, text: str) -> StatedCareers:
        """What the model states, awaited in a thread: a stalled server cannot hold up the run."""
        answers: queue.Queue[object] = queue.Queue()

        def work() -> None:
            try:
                lines = [f"- {name}: {wanted.means}" for name, wanted in known_table().attributes.items()]
                asked = self._model.with_structured_output(StatedCareers)
                answers.put(asked.invoke([("system", known_table().system + "\n".join(lines)), ("human", text)]))
            except Exception as error:  # noqa: BLE001  # each provider's library raises its own classes
                answers.put(error)

        threading.Thread(target=work, daemon=True).start()
        try:
            answer = answers.get(timeout=self._timeout_s)
        except queue.Empty:
            raise _AskingError(f"it took longer than {self._timeout_s:g} s") from None
        if isinstance(answer, ValidationError | ValueError):
            raise _AskingError("what it wrote is not in the form asked for")
        if isinstance(answer, Exception):
            raise _AskingError(explain(answer))
        try:
            return StatedCareers.model_validate(answer)
        except ValidationError:
            raise _AskingError("what it wrote is not in the form asked for") from None


class _AskingError(Exception):
    """A model gave nothing that can be used."""


def open_reader(settings: ModelSettings) -> ModelReader:
    """The configured language model as a second reader; nothing is sent yet.

    Raises:
        LanguageModelError: no model is named, or it cannot be set up.
    """
    return ModelReader(open_model(settings), settings.name or "", settings.timeout_s)


def _is_thin(profiles: Sequence[CareerProfile]) -> bool:
    known = known_table()
    return all(
        len({fact.attribute for fact in profile.facts} & set(known.telling)) < known.thin_below for profile in profiles
    )


def _joined(
    document: Document, sections: Sequence[Section], profiles: Sequence[CareerProfile], stated: StatedCareers, name: str
) -> Found:
    """The reader's profiles with the model's facts of what they lack; new careers only where the reader found none."""
    checker = FactChecker(document, sections)
    joined = list(profiles)
    for career in stated.careers:
        facts = list(checker.facts(career.facts))
        place = checker.text.find(career.name)
        at = _place_of(career.name, profiles, alone=len(stated.careers) == 1)
        if at is not None:
            joined[at] = _completed(joined[at], facts)
        elif not profiles and facts and place is not None and len(career.name) <= LONGEST_NAME:
            written = " ".join(document.text[place.start : place.end].split())
            if all(career_id(each.name) != career_id(written) for each in joined):
                aliases = career_aliases(written, document.text)
                joined.append(CareerProfile(document.id, written, aliases, tuple(_in_order(facts))))
    added = sum(len(profile.facts) for profile in joined) - sum(len(profile.facts) for profile in profiles)
    warnings = [f"{added} facts were found by {name}; each stands in the text word for word"] if added else []
    if checker.dropped:
        warnings.append(f"{checker.dropped} facts that {name} stated are not in the text and were dropped")
    return Found(tuple(joined), tuple(warnings))


def _place_of(name: str, profiles: Sequence[CareerProfile], *, alone: bool) -> int | None:
    """Which of the reader's careers a model means: by name or short form, or the only one there is."""
    for at, profile in enumerate(profiles):
        if career_id(name) in {career_id(each) for each in (profile.name, *profile.aliases)}:
            return at
    return 0 if alone and len(profiles) == 1 else None


def _completed(profile: CareerProfile, facts: Sequence[Fact]) -> CareerProfile:
    """The profile with the facts of attributes, and of kinds of part, that it does not state itself."""
    attributes = {fact.attribute for fact in profile.facts}
    kinds = {fact.part.kind for fact in profile.facts if fact.part is not None}
    new = [f for f in facts if f.attribute not in attributes and (f.part is None or f.part.kind not in kinds)]
    return replace(profile, facts=tuple(_in_order([*profile.facts, *new])))


def _in_order(facts: Sequence[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda fact: (fact.span.start, fact.span.end))
