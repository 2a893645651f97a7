"""Scores reading on fixture documents: `python -m tests.quality.reading [tune|held_out|pages] [--missing]`.

Every document goes the real way, from its bytes to a `Reading`; what counts as found and as wrong is defined in
`tests/fixtures/documents/README.md`. Held-out documents are only ever summed up. `pages` are the short ones of
`reading_pages.txt`: after "=== name" the page, after "---" a career's name and a line for each fact
("not coding = None", "pay level 2 = $70k–$90k") or section ("§ fit = Suits you").
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TypedDict, cast

from ingest.documents import Source, find_documents
from ingest.loading import document_from_bytes, load_document
from ingest.reading import Reading, read_document
from vectorstore.profiles import career_id
from vectorstore.quantities import find_quantities
from vectorstore.types import CareerProfile, Fact, Quantity

PAGES = Path(__file__).parent / "reading_pages.txt"
DOCUMENTS = Path(__file__).parents[1] / "fixtures" / "documents"
SUFFIX = ".expected.json"
FIGURES = frozenset(
    "months_to_ready study_hours demand ai_risk salary_range phase_weeks experience pay".split()
    + "regional_pay entry_pay senior_pay".split()
)
# Texts that may be read beside what is expected, as long as the document holds their words.
_FREE = frozenset({"item", "faq", "step", "summary"})
# Attributes of which expectations that were written before them say nothing.
_LATER = frozenset({"study_hours", "exemption"})


class Figure(TypedDict, total=False):
    """A figure as an expectation writes it."""

    low: float
    high: float
    unit: str
    open_ended: bool
    per: str


class PartOf(TypedDict):
    """The part that an expected fact belongs to."""

    kind: str
    number: int
    title: str


class Expected(TypedDict, total=False):
    """One expected or forbidden statement."""

    attribute: str
    also: list[str]
    value: str | Figure
    part: PartOf
    holds: bool
    text: str


class Career(TypedDict):
    """A career that a document is expected to describe."""

    name: str
    aliases_include: list[str]
    facts: list[Expected]


class Heading(TypedDict, total=False):
    """An expected section."""

    title: str
    kind: str
    optional: bool


class Expectation(TypedDict):
    """What is expected of one document."""

    careers: list[Career]
    forbidden: list[Expected]
    sections: list[Heading]


class Wrong(NamedTuple):
    """A fact that should not have been read, and why."""

    fact: Fact
    why: str


@dataclass(slots=True)
class Score:
    """What was found of one document, or of several together."""

    name: str
    sections: int = 0
    sections_found: int = 0
    facts: int = 0
    facts_found: int = 0
    missing: list[str] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Counts `other` in."""
        self.sections += other.sections
        self.sections_found += other.sections_found
        self.facts += other.facts
        self.facts_found += other.facts_found
        self.missing += other.missing
        self.wrong += other.wrong


def score_all(folder: str) -> list[Score]:
    """The score of each document of `folder`, by name; of the short pages for "pages"."""
    if folder == "pages":
        return [score_page(page) for page in PAGES.read_text(encoding="utf-8").split("=== ")[1:]]
    return [score(path) for path in sorted((DOCUMENTS / folder).glob(f"*{SUFFIX}"))]


def score(expectation: Path) -> Score:
    """How well the document beside `expectation` is read."""
    stem = expectation.name.removesuffix(SUFFIX)
    file = next(path for path in expectation.parent.glob(f"{stem}.*") if path != expectation)
    return score_reading(stem, _read(file), cast(Expectation, json.loads(expectation.read_text(encoding="utf-8"))))


def score_page(page: str) -> Score:
    """How well a short page is read."""
    text, *careers = page.split("\n---\n")
    name, _, text = text.partition("\n")
    expected: Expectation = {"careers": [], "forbidden": [], "sections": []}
    for career in careers:
        head, *lines = career.strip().splitlines()
        facts = [_expected(line) for line in lines if not line.startswith("§")]
        headings = [line.removeprefix("§ ").partition(" = ") for line in lines if line.startswith("§")]
        expected["careers"].append({"name": head, "aliases_include": [], "facts": facts})
        expected["sections"] += [{"kind": kind, "title": title} for kind, _, title in headings]
    source = Source(name, f"{name}.txt", (), "", lambda: text.encode())
    return score_reading(name, read_document(document_from_bytes(source, text.encode()).document), expected)


def _expected(line: str) -> Expected:
    head, _, words = line.partition(" = ")
    denied = head.startswith("not ")
    attribute, *part = head.removeprefix("not ").split()
    mention = next(iter(find_quantities(words)), None) if attribute in FIGURES else None
    value: str | Figure = words
    if mention is not None:
        figure = mention.quantity
        value = {"low": figure.low, "high": figure.high, "unit": figure.unit, "open_ended": figure.open_ended}
    expected: Expected = {"attribute": attribute, "value": value, "text": words, "holds": not denied}
    if part:
        expected["part"] = {"kind": part[0], "number": int(part[1]), "title": ""}
    return expected


def _read(file: Path) -> Reading:
    (source,) = find_documents([file]).sources
    return read_document(load_document(source).document)


def score_reading(name: str, reading: Reading, expected: Expectation) -> Score:
    """How well a reading meets an expectation."""
    total = Score(name)
    owned: list[CareerProfile] = []
    for career in expected["careers"]:
        profiles = [profile for profile in reading.profiles if _same_career(profile, career)]
        owned += profiles
        if not profiles:
            total.missing.append(f"career {career['name']!r}; read {[profile.name for profile in reading.profiles]}")
        facts = [fact for profile in profiles for fact in profile.facts]
        for wanted in career["facts"]:
            total.facts += 1
            if any(_found(fact, wanted) for fact in facts):
                total.facts_found += 1
            else:
                total.missing.append(_worded(wanted))
        for fact in facts:
            if why := _fault(fact, career["facts"], expected["forbidden"], reading.document.text):
                total.wrong.append(Wrong(fact, why))
    for profile in reading.profiles:
        if profile in owned:
            continue
        for fact in profile.facts:
            why = "for a career not described" if expected["careers"] else "describes no career"
            if not expected["careers"] or _fault(fact, (), expected["forbidden"], reading.document.text):
                total.wrong.append(Wrong(fact, f"{why}: {profile.name}"))
    _score_sections(total, reading, expected["sections"])
    return total


def _score_sections(total: Score, reading: Reading, headings: Sequence[Heading]) -> None:
    read = {
        (_heading(title), section.kind) for section in reading.sections for title in _titles(reading, section.title)
    }
    read |= {(_heading(section.part.title), section.kind) for section in reading.sections if section.part}
    kinds: dict[str, set[str]] = {}
    for title, kind in read:
        kinds.setdefault(title, set()).add(kind)
    for heading in headings:
        title = _heading(heading["title"])
        if heading.get("optional") and title not in kinds:
            continue
        total.sections += 1
        if heading["kind"] in kinds.get(title, ()) or heading["kind"] in kinds.get(_unlabelled(title), ()):
            total.sections_found += 1
        else:
            total.missing.append(f"section {heading['title']!r} {heading['kind']}; read {sorted(kinds.get(title, ()))}")


def _titles(reading: Reading, title: str) -> Iterator[str]:
    yield title
    yield _unlabelled(_heading(title))


def _same_career(profile: CareerProfile, career: Career) -> bool:
    wanted = {_singular(name) for name in (career["name"], *career["aliases_include"])}
    return not wanted.isdisjoint(_singular(name) for name in (profile.name, *profile.aliases))


def _singular(name: str) -> str:
    return career_id(name).rstrip("s")


def _found(fact: Fact, wanted: Expected) -> bool:
    return (
        _same_attribute(fact, wanted)
        and _same_value(fact, wanted["value"])
        and _same_part(fact, wanted)
        and fact.holds == wanted.get("holds", True)
    )


def _same_attribute(fact: Fact, wanted: Expected) -> bool:
    return fact.attribute in (wanted["attribute"], *wanted.get("also", ()))


def _same_part(fact: Fact, wanted: Expected) -> bool:
    part = wanted.get("part")
    if part is None or (part["kind"] == "item" and (fact.part is None or fact.part.kind in ("item", "step"))):
        return True
    # A fact read under another attribute that fits ("pay" for "salary_range") has no part to carry there.
    if fact.attribute != wanted["attribute"] and fact.part is None:
        return True
    return fact.part is not None and (fact.part.kind, fact.part.number) == (part["kind"], part["number"])


def _same_value(fact: Fact, value: str | Figure) -> bool:
    if isinstance(value, str):
        return isinstance(fact.value, str) and _same_words(fact.value, value)
    read = fact.value
    return isinstance(read, Quantity) and (read.low, read.high, read.unit, read.open_ended) == (
        value["low"],
        value["high"],
        value["unit"],
        value.get("open_ended", False),
    )


def _same_words(one: str, other: str) -> bool:
    first, second = _plain(one), _plain(other)
    return bool(first and second) and (first in second or second in first)


def _fault(fact: Fact, facts: Sequence[Expected], forbidden: Sequence[Expected], text: str) -> str:
    """Why `fact` is wrong, or the empty string."""
    if any(_is_forbidden(fact, each) for each in forbidden):
        return "forbidden"
    same = [each for each in facts if _same_attribute(fact, each) and _same_value(fact, each["value"])]
    if any(_found(fact, each) for each in same):
        return ""
    if same:
        return "part or polarity"
    if fact.attribute in _LATER and not any(each["attribute"] == fact.attribute for each in facts):
        return ""
    if isinstance(fact.value, Quantity):
        return "figure not stated"
    if fact.attribute in _FREE and _plain(fact.value) in _plain(text):
        return ""
    return "text not expected"


def _is_forbidden(fact: Fact, each: Expected) -> bool:
    if fact.attribute != each["attribute"] or not _same_value(fact, each["value"]):
        return False
    if isinstance(fact.value, Quantity) and not isinstance(each["value"], str):
        if "per" in each["value"] and each["value"]["per"] != fact.value.per:
            return False
    if isinstance(fact.value, str) and isinstance(each["value"], str) and _plain(fact.value) != _plain(each["value"]):
        return False
    return ("part" not in each or _same_part(fact, each)) and ("holds" not in each or fact.holds == each["holds"])


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[*_`|#]", " ", text).casefold().split()).rstrip(" .;:!?,")


def _heading(title: str) -> str:
    return re.sub(r"^\s*[\[(]?\d{1,2}(?:\.\d+)*[.)\]]?\s+", "", _plain(title)).strip(" -–—")


def _unlabelled(title: str) -> str:
    return re.sub(r"^\w+ \w{1,5}\s*[:.–—-]\s*", "", title)


def _worded(wanted: Expected) -> str:
    part = wanted.get("part")
    where = f" of {part['kind']} {part['number']}" if part else ""
    denied = "" if wanted.get("holds", True) else " (denied)"
    return f"{wanted['attribute']}{where}{denied} = {wanted['value']} | {wanted['text'][:120]!r}"


def main(arguments: Sequence[str]) -> None:
    """Prints the scores of a folder; of the held-out documents only their sum."""
    folder = next((each for each in arguments if not each.startswith("-")), "tune")
    scores = score_all(folder)
    total = Score("total")
    for each in scores:
        total.add(each)
        if folder != "held_out":
            print(_row(each))  # noqa: T201
            for line in each.missing if "--missing" in arguments else ():
                print(f"    missing {line}")  # noqa: T201
            for wrong in each.wrong:
                print(f"    wrong {wrong.fact.attribute} {wrong.fact.part} {wrong.fact.value} ({wrong.why})")  # noqa: T201
    print(_row(total), f"({len(scores)} documents)")  # noqa: T201


def _row(each: Score) -> str:
    return (
        f"{each.name:<46} sections {each.sections_found:>4}/{each.sections:<4} "
        f"facts {each.facts_found:>4}/{each.facts:<4} {each.facts_found / max(each.facts, 1):>6.1%}  "
        f"wrong {len(each.wrong)}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
