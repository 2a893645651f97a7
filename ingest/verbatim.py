"""Where a text says what somebody claims it says: white space, case, dashes and quotation marks aside."""

from __future__ import annotations

from dataclasses import dataclass

_SAME = {
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("‘’‚‛`´", "'"),
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", ""),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Characters `start` to `end` of a text."""

    start: int
    end: int


class VerbatimText:
    """A text in which words are looked up as they are written, and nothing else."""

    def __init__(self, text: str) -> None:
        self._folded, self._offsets = _fold(text)

    def find(self, words: str, *, within: Place | None = None) -> Place | None:
        """The first place where the text says `words`, whole words only; None when it does not, or `words` is empty."""
        wanted = _fold(words)[0].strip()
        start = self._folded.find(wanted) if wanted else -1
        while start >= 0:
            end = start + len(wanted)
            place = Place(self._offsets[start], self._offsets[end - 1] + 1)
            inside = within is None or (within.start <= place.start and place.end <= within.end)
            if inside and not self._joins(start - 1) and not self._joins(end - 1):
                return place
            start = self._folded.find(wanted, start + 1)
        return None

    def _joins(self, index: int) -> bool:
        """True when the characters at `index` and after it belong to one word or number."""
        pair = self._folded[max(index, 0) : index + 2]
        if len(pair) < 2 or index < 0:
            return False
        following = self._folded[index + 2 : index + 3]
        return pair.isalnum() or (pair[0].isdigit() and pair[1] in ",." and following.isdigit())


def _fold(text: str) -> tuple[str, list[int]]:
    """The text folded, and for each character of it the offset it comes from."""
    folded: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        same = " " if character.isspace() else _SAME.get(character, character.casefold())
        if same == " " and folded and folded[-1] == " ":
            continue
        folded += same
        offsets += [offset] * len(same)
    return "".join(folded), offsets
