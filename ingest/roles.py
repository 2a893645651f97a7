"""Occupations that a page sets beside its own → related roles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.labels import states_label
from ingest.layout import layout
from ingest.lines import Line
from ingest.name_shape import is_career_name
from ingest.other_cards import card_name
from ingest.place import Place
from vectorstore.quantities import find_quantities
from vectorstore.types import Fact, Part

_LONGEST_NAME = 80
_NUMBER = re.compile(r"\d{1,3}[:.)]?\s+(?=[A-Z])")
_NAMED_ROLE = re.compile(r"(?P<label>[A-Z][^–—|:·•,\d]{4,60}?)\s*(?:\s[–—|·•-]\s|,\s)(?P<text>\S.*)")


def role_facts(lines: Sequence[Line], place: Place, counts: Counter[str]) -> Iterator[Fact]:
    """Roles beside this one: a bullet each, or the rows of a table whose cells have run together."""
    known = layout().expressions
    in_table = False
    for line in lines:
        match = known["bullet_label"].fullmatch(line.body[:4000]) if line.shape in ("bullet", "plain") else None
        if match is None and line.shape in ("bullet", "plain"):
            match = _NAMED_ROLE.fullmatch(line.body)
        if number := _NUMBER.match(line.body):  # of its page
            start = number.end()
            line = replace(line, body=line.body[start:], body_start=line.body_start + start)
            match = known["bullet_label"].fullmatch(line.body[:4000]) or _NAMED_ROLE.fullmatch(line.body)
        title = card_name(line) or (match["label"].strip("*_ ") if match else "")
        if line.shape == "plain" and known["roles_header"].fullmatch(line.body):
            in_table = True
            continue
        value, name = (match["text"] if match else line.body.removeprefix(title).strip(), title or line.body)
        if line.shape == "plain" and in_table:
            name = _leading_role(line.body)
            value = line.body[len(name) :].strip()
        elif line.shape == "bullet" or (line.shape == "plain" and _is_role(title or line.body)):
            value = value if match else name
        else:
            continue
        if states_label(line) and not is_career_name(name):
            continue  # the figures of a card under its name
        figure = next(iter(find_quantities(value)), None)
        if name and ((figure and figure.start == 0) or states_label(replace(line, body=value))):
            value = name  # what stands behind are the figures of its cards
        if name and value and len(name) <= _LONGEST_NAME:
            counts["role"] += 1
            part = Part("role", counts["role"], name)
            yield place.fact("related_role", value, line.body_start, line.body_end, part=part)


def _is_role(text: str) -> bool:
    words = text.split()
    return bool(words) and len(words) <= 8 and layout().expressions["noun"].fullmatch(words[-1].strip(".,")) is not None


def _leading_role(text: str) -> str:
    """The role at the head of a run-together row: capitalised words up to an occupation noun before a capital."""
    words = text.split()
    for index, word in enumerate(words[:8]):
        if not (word[0].isupper() or word.lower() in layout().small_words):
            return ""
        following = words[index + 1][:1] if index + 1 < len(words) else ""
        if index and layout().expressions["noun"].fullmatch(word) and (following.isupper() or following.isdigit()):
            end = re.match(r"\s*" + r"\s+".join(map(re.escape, words[: index + 1])), text)
            return end[0].strip() if end else ""
    return ""
