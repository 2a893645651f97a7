"""Times of day: "half past ten", "10:30 AM" and "10.30" are one time, and a claim may give only those it cites."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from advisor.grounding.evidence import Evidence
from advisor.grounding.lexicon import lexicon
from advisor.grounding.words import blanked, read_sentence
from advisor.types import Check, Claim
from vectorstore.numbers import lexicon as number_words

_HALF_DAY = 12 * 60
_LEAST = 2  # words in common for a stretch to speak of what is done at a time
_OPENING = 3  # words before a time that still opens a sentence


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time at `text[start:end]`: minutes after twelve o'clock, and whether it says "am" or "pm" ("" for neither)."""

    minutes: int
    half: str
    start: int
    end: int

    def is_same(self, other: TimeMention) -> bool:
        """True when both may name one time: a half of the day is compared only where both give one."""
        return self.minutes == other.minutes and (not self.half or not other.half or self.half == other.half)


def check_times(claim: Claim, evidence: Evidence) -> Check:
    """Fails on the first time of day that the cited spans do not give."""
    known = [time for source in evidence.cited for time in find_times(source.text)]
    for time in find_times(claim.text):
        if not any(time.is_same(other) for other in known):
            return Check("figures", False, f"says {claim.text[time.start : time.end]}, which the cited spans do not")
    return Check("figures", True)


def check_hours(claim: Claim, evidence: Evidence) -> Check:
    """Fails when what a claim puts at one time of day is what the cited sentences put at another."""
    stated = [
        (times[0], sentence.stems) for sentence in evidence.sentences if len(times := find_times(sentence.text)) == 1
    ]
    for time, text in _beside_times(claim.text):
        said = read_sentence(text).stems
        own = max((len(said & stems) for other, stems in stated if time.is_same(other)), default=0)
        for other, stems in stated:
            if not time.is_same(other) and len(said & stems) >= max(_LEAST, 2 * own + 1):
                when = claim.text[time.start : time.end]
                return Check("attachment", False, f"says of {when} what the cited spans say of another time")
    return Check("attachment", True)


def _beside_times(text: str) -> list[tuple[TimeMention, str]]:
    """The times of a text, each with the stretch that speaks of it: up to the next where a time opens the text."""
    times = find_times(text)
    opens = bool(times) and len(text[: times[0].start].split()) <= _OPENING
    ends = [0, *(time.end for time in times)]
    starts = [*(time.start for time in times), len(text)]
    stretches = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    return list(zip(times, stretches[1:] if opens else stretches, strict=False))


def without_times(text: str) -> str:
    """The text with its times blanked out, every other character in its place."""
    return blanked(text, ((time.start, time.end) for time in find_times(text)))


@lru_cache(maxsize=4096)
def find_times(text: str) -> tuple[TimeMention, ...]:
    """The times of day that a text gives, in order and without overlap."""
    found = [mention for shape in _shapes() for match in shape.finditer(text) if (mention := _read(match))]
    found.sort(key=lambda mention: (mention.start, -mention.end))
    return tuple(
        mention for index, mention in enumerate(found) if not any(mention.start < other.end for other in found[:index])
    )


def _read(match: re.Match[str]) -> TimeMention | None:
    words = lexicon().times
    found = {name: value.lower() for name, value in match.groupdict().items() if value}
    written = found.get("half", "").replace(".", "")
    half = next((name for name, forms in words.halves.items() if written in forms), "")
    half = words.of_day.get(" ".join(found.get("day", "").split()), half)
    if "named" in found:
        minutes, half = words.named[found["named"]]
    else:
        hour = int(found["hour"]) if found["hour"].isdecimal() else int(number_words().numbers[found["hour"]])
        if not 0 < hour <= 24:
            return None
        offset = words.offsets[" ".join(re.split(r"[\s-]+", found["offset"]))] if "offset" in found else 0
        minutes = hour * 60 + int(found.get("minute", "0")) + offset
        half = half or ("pm" if hour > 12 else "")
    return TimeMention(minutes % _HALF_DAY, half, match.start(), match.end())


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    """What makes a number a time: minutes after it, "half past" before it, "o'clock" or "am" after it."""
    words = lexicon().times
    named = "|".join(word for word, value in number_words().numbers.items() if 1 <= value <= 12)
    hour = rf"(?<![\w.,:$£€-])(?P<hour>\d{{1,2}}|{named})"
    half = (
        r"(?P<half>" + "|".join(r"\.?".join(form) + r"\.?" for forms in words.halves.values() for form in forms) + ")"
    )
    offset = r"\b(?P<offset>" + "|".join(r"[\s-]+".join(phrase.split()) for phrase in words.offsets) + r")[\s-]+"
    shapes = (
        rf"{hour}:(?P<minute>[0-5]\d)(?![\d:])(?:\s*{half}(?!\w))?",
        rf"{hour}\.(?P<minute>[0-5]\d)\s*(?:{half}(?!\w)|(?=[–—]))",
        rf"{hour}\s+(?P<day>{'|'.join(words.of_day)})(?!\w)",
        rf"{offset}(?P<hour>\d{{1,2}}|{named})(?!\w)(?:\s*{half}(?!\w))?",
        rf"{hour}\s*(?:{'|'.join(words.sharp)})(?!\w)(?:\s*{half}(?!\w))?",
        rf"{hour}\s*{half}(?!\w)",
        rf"\b(?P<named>{'|'.join(words.named)})(?!\w)",
    )
    return tuple(re.compile(shape, re.I | re.A) for shape in shapes)
