"""Turns that ask whether what was just told stands on another page: "do either of those come up there, too?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.library import Library
from advisor.operations.words import stems
from advisor.understanding.cue_tables import search_any
from advisor.understanding.following import ask_words, asking_stems, turns_to_another
from advisor.understanding.told_lines import told_words
from advisor.understanding.utterance import Meaning, Utterance
from vectorstore.types import Span

# Names of one answer that are looked for elsewhere.
_NAMES = 6
# What stands in brackets or in quotation marks lists names; else they are the words written as such within a line.
_BRACKETS, _QUOTED = re.compile(r"\(([^()]+)\)"), re.compile(r"['‘“\"]([^'‘’“”\"]{3,})['’”\"]")
_NAMED = re.compile(r"(?<=[\w,] )[A-Z][\w-]*(?: [A-Z][\w-]*)*|\b[A-Z]{2,}[\w-]*")


def looks_elsewhere(said: Utterance) -> bool:
    """True for a turn that asks of another career whether what was told comes up there, and for nothing else."""
    text, named = said.clause.text.casefold(), said.clause.links.careers
    other = turns_to_another(text) or (len(named) == 1 and named[0] not in said.memory.current)
    other = other or (said.clause.links.scope == "both" and len(said.memory.told) == 1)
    points = search_any(told_words().pointing, text) and search_any(told_words().occurring, text)
    own = [word for word in ask_words(said.clause.rest) if not set(stems(word)) <= asking_stems()]
    return said.before is not None and other and points and not own


def looking_elsewhere(said: Utterance, meaning: Meaning) -> Meaning:
    """What is asked so is looked for there, and pages are not set side by side."""
    return meaning.asking("locate") if looks_elsewhere(said) else meaning


def names_told(shown: Sequence[Span], library: Library) -> tuple[str, ...]:
    """What cited stretches name: what they list in brackets or quotation marks, else the names in them."""
    texts = [library.text(span) for span in shown if not _is_title(span, library)]
    listed = [name.strip() for text in texts for each in _BRACKETS.findall(text) for name in re.split(r"[,;/]", each)]
    quoted = [name for text in texts for name in _QUOTED.findall(text)]
    named = [name for name in (*listed, *quoted) if any(map(str.isupper, name))]
    named = named or [name for text in texts for name in _NAMED.findall(text)]
    return tuple(dict.fromkeys(named))[:_NAMES]


def _is_title(span: Span, library: Library) -> bool:
    chunk = library.chunk_at(span)
    return chunk is not None and chunk.part is not None and library.text(span) == chunk.part.title
