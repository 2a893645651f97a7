"""How a turn takes what was said before it: yes to what was offered, off the subject, the last question taken back."""

from __future__ import annotations

import re
from functools import cache

from advisor.patterns import any_of
from advisor.understanding.following import following_cues, opens, plain_words, without_opening


def accepts_offer(text: str) -> bool:
    """True when the whole message says yes, however politely; "why not?" asks."""
    bare = plain_words(text)
    asks = "?" in text and bare in following_cues().whole["why"]
    return not asks and any(_accepting().fullmatch(each) for each in (bare, without_opening(bare)))


@cache
def _accepting() -> re.Pattern[str]:
    first, further = (
        any_of(map(plain_words, cues)) for cues in (following_cues().accept, following_cues().accept_further)
    )
    return re.compile(rf"(?:{first})(?: (?:{further}))*")


def offer_in(text: str) -> str | None:
    """The question that an assistant's message offers to answer next, or None when it offers none."""
    for sentence in reversed(re.split(r"(?<=[.!?])\s+", text.strip())):
        bare = plain_words(sentence)
        for cue in sorted(following_cues().offering, key=len, reverse=True):
            if sentence.endswith("?") and opens(bare, cue):
                return " ".join(sentence.split()[len(cue.split()) :])
    return None


def without_turning(text: str) -> str | None:
    """What a turn that leaves the subject goes on to ask ("unrelated: …"); None when it stays with it."""
    found = _turning_pattern().fullmatch(text)
    return found["rest"] if found else None


@cache
def _turning_pattern() -> re.Pattern[str]:
    before, after = r"(?:ok(?:ay)?|right|so|and|but|well|now)?[\s,]*", r"\b[\s,.:;!–-]*(?:but|and|then)?\s*"
    return re.compile(rf"{before}(?:{any_of(following_cues().turning)}){after}(?P<rest>\S.*)", re.IGNORECASE)


def undenied(text: str) -> str:
    """A correction without what it takes back: "not phase 2, phase 3" is about phase 3, "sorry, 6 not 3" about 6."""
    denying = any_of(following_cues().denying)
    found = re.fullmatch(rf"(?:{denying})\s+[^,.;?]+[,.;]\s*(?:but\s+)?(?P<rest>\S.*)", text, re.IGNORECASE)
    if found is None and corrects(text):
        found = re.fullmatch(
            r"(?P<rest>[^.?!]*?\S),?\s+(?:not|rather than|instead of)\s+[^.?!,]+[.!?]*", text, re.IGNORECASE
        )
    return found["rest"] if found else text


def corrects(text: str) -> bool:
    """True when the turn takes the last question back, for another career or part: "no, I meant …", "… I mean"."""
    bare = plain_words(text)
    cues = [plain_words(cue) for cue in following_cues().correct]
    return any(opens(bare, cue) or (" " in cue and bare.endswith(f" {cue}")) for cue in cues)
