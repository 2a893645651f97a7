"""Words by their stems: whether a text mentions a topic, and which content words a text holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import Stemmer

_POSSESSIVE = re.compile(r"['’]s$")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


@cache
def _stemmer() -> Stemmer.Stemmer:
    import Stemmer

    return Stemmer.Stemmer("english")


@cache
def stop_words() -> frozenset[str]:
    """Words that carry no topic in a question: articles, pronouns, auxiliaries, question words."""
    text = files("advisor.operations").joinpath("stop_words.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.split() if not line.startswith("#"))


def stems(text: str) -> list[str]:
    """The stem of every word of a text, in order, lower-cased (Porter 2001, Snowball English), no possessive.

    "Verify" has that of "verification", which Snowball tells apart as "verifi" and "verif".
    """
    whole = (_POSSESSIVE.sub("", word) for word in _WORD.findall(text.casefold()))
    words = [part for word in whole for part in re.split(r"[-'’]", word) if part]
    return [stem.removesuffix("i") if stem.endswith("ifi") else stem for stem in _stemmer().stemWords(words)]


def content_words(text: str) -> list[str]:
    """The words of a text that can carry a topic, as written, in order; "Greenes's" is Greenes."""
    words = (word for word in _WORD.findall(text) if word.casefold() not in stop_words())
    return [bare for word in words if len(bare := _POSSESSIVE.sub("", word)) > 1 or bare.isupper()]


# Zipf frequency from which on a word is too common to tell one background from another ("work", "years").
_EVERYDAY = 5.0
_NAMES = 3.0


def is_everyday(word: str, frequency: float = _EVERYDAY) -> bool:
    """True for a word of that Zipf frequency or more in English: sharing it means nothing (wordfreq, Speer 2022)."""
    from wordfreq import zipf_frequency

    # A single letter that is written as a word names something: "R".
    return len(word) > 1 and bool(zipf_frequency(word.casefold(), "en") >= frequency)


def may_name(word: str) -> bool:
    """True for a word so rare in English that it names something: "Kubernetes", "Hadoop"."""
    return not is_everyday(word, _NAMES)


def mentions(text: str, topic: str) -> bool:
    """True when every content word of a topic stands in the text in some form, in any order."""
    wanted = stems(" ".join(content_words(topic)) or topic)
    return bool(wanted) and set(wanted) <= set(stems(text))


def in_phrases(words: Sequence[str], text: str) -> list[str]:
    """The words, with those that stand next to each other in a text as one phrase: "prompt engineering"."""
    phrases: list[str] = []
    for word in words:
        if phrases and re.search(rf"\b{re.escape(phrases[-1])}\s+{re.escape(word)}\b", text):
            phrases[-1] += f" {word}"
        else:
            phrases.append(word)
    return phrases


def join_words(words: Sequence[str]) -> str:
    """The words as a reader lists them: "a", "a and b", "a, b and c"."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
