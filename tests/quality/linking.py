"""How well careers are found in questions: `python -m tests.quality.linking [FILE]` prints it.

A line of FILE is `{"q", "careers": keys of CAREERS, "ambiguous": bool, "unknown": occupation or null}`.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from advisor.understanding.linking import Linker
from vectorstore.profiles import Catalogue, build_catalogue
from vectorstore.types import CareerProfile, Fact, Part, Span

CASES = Path(__file__).with_name("understanding_linking.jsonl")
CAREERS = {
    "cds": ("AI Clinical Decision Support Specialist", ("CDS Specialist", "CDS")),
    "documentation": ("AI Clinical Documentation Specialist", ()),
    "radiology": ("AI Radiology Workflow Engineer", ()),
    "imaging": ("Medical Imaging AI Engineer", ()),
    "compliance": ("Healthcare AI Compliance Officer", ()),
    "drug": ("AI Drug Discovery Scientist", ()),
    "nlp": ("Clinical NLP Engineer", ()),
    "equity": ("AI Health Equity Analyst", ()),
    "product": ("Healthcare AI Product Manager", ()),
    "telehealth": ("AI Telehealth Coordinator", ()),
    "genomics": ("AI Genomics Data Scientist", ()),
    "safety": ("AI Patient Safety Specialist", ()),
    "rpm": ("Remote Patient Monitoring AI Specialist", ()),
    "operations": ("AI Hospital Operations Analyst", ()),
    "coding": ("AI Medical Coding Specialist", ()),
}
LEVELS = {
    "documentation": (
        "Junior AI Clinical Documentation Analyst",
        "AI Clinical Documentation Specialist",
        "Senior AI Clinical Documentation Engineer",
        "Director of Clinical AI Documentation",
        "VP of Clinical AI / Chief Clinical AI Officer",
    )
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one question should and did link to."""

    question: str
    wanted: frozenset[str]
    found: frozenset[str]
    ambiguous: tuple[bool, bool]
    unknown: tuple[str | None, str | None]


def catalogue() -> Catalogue:
    """Fifteen careers, some with a ladder."""
    return build_catalogue(
        CareerProfile(
            key,
            name,
            aliases,
            tuple(
                Fact("level_title", title, Span(key, number, number + 1), part=Part("level", number, title))
                for number, title in enumerate(LEVELS.get(key, ()), start=1)
            ),
        )
        for key, (name, aliases) in CAREERS.items()
    )


def outcomes(path: Path = CASES) -> list[Outcome]:
    """The outcome of every case, in order."""
    known = catalogue()
    linker = Linker(known)
    keys = {career.id: career.profiles[0].document for career in known.careers}
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        links = linker.link(case["q"])
        found.append(
            Outcome(
                case["q"],
                frozenset(case["careers"]),
                frozenset(keys[career] for career in links.careers),
                (case.get("ambiguous", False), bool(links.ambiguous)),
                (case.get("unknown"), links.unknown),
            )
        )
    return found


def main(path: Path) -> None:
    """Print precision, recall, false links and every miss."""
    cases = outcomes(path)
    right = sum(len(case.wanted & case.found) for case in cases)
    print(f"P {right / max(1, sum(len(case.found) for case in cases)):.3f}", end=" ")  # noqa: T201
    print(f"R {right / max(1, sum(len(case.wanted) for case in cases)):.3f}", end=" ")  # noqa: T201
    topics = [case for case in cases if not case.wanted]
    print(f"false links {sum(bool(case.found) for case in topics)}/{len(topics)}", end=" ")  # noqa: T201
    named = [case for case in cases if case.wanted]
    print(f"exact {sum(case.wanted == case.found for case in named)}/{len(named)}", end=" ")  # noqa: T201
    print(f"unknown right {sum(case.unknown[0] == case.unknown[1] for case in cases)}/{len(cases)}", end=" ")  # noqa: T201
    print(f"ambiguity right {sum(case.ambiguous[0] == case.ambiguous[1] for case in cases)}/{len(cases)}")  # noqa: T201
    for case in cases:
        if case.wanted != case.found or case.unknown[0] != case.unknown[1] or case.ambiguous[0] != case.ambiguous[1]:
            print(f"  {case}")  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else CASES)
