"""Scores the gate on the claim sets: `python -m tests.quality.measure_claims [--record] [--show KIND] [--set NAME]`.

Prints, per set and kind, how many true claims pass and how many others are caught, at first contact (as recorded in
`claims_first_contact.json` when the set was first run) and now. The sets are the rounds of claims written by hand,
`free`: claims in wordings as far from the documents' as a reader would still call true, `fresh`: the last round,
which taught what single words tell and a few mends, `kept`: claims that taught nothing, and
`small_model`: sentences that SmolLM2-135M-Instruct wrote with two passages (or one line) of the documents in its
prompt, labelled by hand against what it was shown; it never cited, so each is held against all of that.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median
from typing import TypedDict

from advisor.grounding import Encode, Source, Verdict, encoder, ground, last_parts
from advisor.grounding.encoding import Encoded, Tokens
from advisor.types import Claim
from ingest.documents import find_documents
from ingest.loading import load_document
from ingest.reading import read_document
from vectorstore.quantities import find_quantities
from vectorstore.types import Chunk, Quantity, Span

HERE = Path(__file__).parent
FOLDERS = (HERE.parent.parent / "corpus", HERE.parent / "fixtures" / "documents" / "tune")
FIRST_CONTACT = HERE / "claims_first_contact.json"


class SpanRow(TypedDict):
    document: str
    start: int
    end: int
    heads: list[str]


class ClaimRow(TypedDict, total=False):
    id: str
    kind: str
    of: str
    claim: str
    spans: list[SpanRow]
    shown: list[SpanRow]
    computed: list[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One claim with its verdict and the milliseconds it took, `encoding_ms` of them to encode the claim."""

    row: ClaimRow
    verdict: Verdict
    ms: float
    encoding_ms: float

    @property
    def right(self) -> bool:
        """True when a true claim passes or a corrupted one does not."""
        if self.row["kind"] == "wrong span":  # re-citing it to the right span is as good as withholding it
            return not self.verdict.supported or self.verdict.recited is not None
        return self.verdict.supported == (self.row["kind"] == "true")


SMALL_MODEL = "small_model"
FREE = "free"
FRESH = "fresh"
KEPT = "kept"


def rounds() -> list[str]:
    """The names of the rounds there are, in order."""
    names = [path.stem.removeprefix("claims_") for path in HERE.glob("claims_round*.jsonl")]
    return sorted(names, key=lambda name: int(name.removeprefix("round")))


def read_claims(name: str) -> list[ClaimRow]:
    lines = (HERE / f"claims_{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def document_path(document: str) -> Path:
    return next(path for folder in FOLDERS if (path := folder / f"{document}.txt").exists())


@cache
def document_text(document: str) -> str:
    return document_path(document).read_text(encoding="utf-8")


@cache
def document_chunks(
    document: str,
) -> tuple[tuple[Chunk, ...], Mapping[tuple[str, str | None], tuple[tuple[str, int], ...]]]:
    """The document's chunks as it is read, and the last numbered parts of its careers."""
    [source] = find_documents([document_path(document)]).sources
    chunks = read_document(load_document(source).document).chunks
    return chunks, last_parts(chunks)


def reader(embed: Encode | None) -> Callable[[SpanRow], Source]:
    """What reads a row's span as a source, each span encoded once.

    Where the document's own reading has a chunk there, the source has its kind, and the last parts of its page.
    """
    tokens: dict[str, Tokens] = {}

    def source(row: SpanRow) -> Source:
        text = document_text(row["document"])[row["start"] : row["end"]]
        vectors = None
        if embed is not None:
            key = " – ".join((*row["heads"], text))
            if key not in tokens:
                tokens[key] = embed(key).tokens
            vectors = tokens[key]
        chunks, last = document_chunks(row["document"])
        chunk = next((each for each in chunks if each.span.start <= row["start"] < each.span.end), None)
        return Source(
            Span(row["document"], row["start"], row["end"]),
            text,
            tuple(row["heads"]),
            tokens=vectors,
            kind=chunk.kind if chunk else None,
            last=last.get((row["document"], chunk.career), ()) if chunk else (),
        )

    return source


def judge(rows: list[ClaimRow], embed: Encode | None) -> Iterator[Outcome]:
    source = reader(embed)
    documents = {span["document"] for row in rows for span in (*row["spans"], *row["shown"])}
    careers = sorted({chunk.career for name in documents for chunk in document_chunks(name)[0] if chunk.career})
    for row in rows:
        cited, shown = [source(span) for span in row["spans"]], [source(span) for span in row["shown"]]
        claim = Claim(row["claim"], tuple(item.span for item in cited), _quantities(row.get("computed", [])))
        clock = _Clock(embed) if embed else None
        started = time.perf_counter()
        verdict = ground(claim, cited, shown, question="", embed=clock, careers=careers)
        yield Outcome(row, verdict, (time.perf_counter() - started) * 1000, clock.spent_ms if clock else 0.0)


class _Clock:
    """An encoder that keeps the time it takes."""

    def __init__(self, embed: Encode) -> None:
        self._embed = embed
        self.spent_ms = 0.0

    def __call__(self, text: str) -> Encoded:
        started = time.perf_counter()
        encoded = self._embed(text)
        self.spent_ms += (time.perf_counter() - started) * 1000
        return encoded


def _quantities(words: list[str]) -> tuple[Quantity, ...]:
    return tuple(mention.quantity for text in words for mention in find_quantities(text + "s"))


def scores(outcomes: list[Outcome]) -> dict[str, list[int]]:
    """Per kind: [right, all]; true claims first."""
    table: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for outcome in sorted(outcomes, key=lambda item: (item.row["kind"] != "true", item.row["kind"])):
        table[outcome.row["kind"]][0] += outcome.right
        table[outcome.row["kind"]][1] += 1
    return dict(table)


def report(name: str, now: dict[str, list[int]], first: dict[str, list[int]] | None) -> None:
    say(f"\n{name:<16}{'first contact':>20}{'now':>20}")
    for kind, (right, every) in now.items():
        before = f"{first[kind][0] / first[kind][1]:.3f} of {first[kind][1]}" if first and kind in first else "–"
        say(f"{kind:<16}{before:>20}{f'{right / every:.3f} of {every}':>20}")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", action="store_true", help="keep the scores of sets not run before")
    parser.add_argument("--set", action="append", help="only this set, as in round4 or small_model")
    parser.add_argument("--show", action="append", default=[], help="print the wrong verdicts of this kind (or 'all')")
    parser.add_argument("--words-only", action="store_true", help="leave the encoder out")
    options = parser.parse_args()
    encode: Encode | None = None
    if not options.words_only:
        from vectorstore.embedding import load_embedder

        encode = encoder(load_embedder())
    recorded = json.loads(FIRST_CONTACT.read_text(encoding="utf-8")) if FIRST_CONTACT.exists() else {}
    every: list[Outcome] = []
    for name in options.set or [*rounds(), FREE, FRESH, KEPT, SMALL_MODEL]:
        outcomes = list(judge(read_claims(name), encode))
        if name not in {FREE, FRESH, KEPT, SMALL_MODEL}:
            every += outcomes
        now = scores(outcomes)
        if options.record and name not in recorded:
            recorded[name] = now
        report(name, now, recorded.get(name))
        for outcome in outcomes:
            if not outcome.right and (outcome.row["kind"] in options.show or "all" in options.show):
                why = [f"{check.name}: {check.detail}" for check in outcome.verdict.failed]
                say(f"  {outcome.row['id']} {outcome.row['kind']}: {outcome.row['claim']}")
                say(f"      {why} {outcome.verdict.recited or ''}")
    if options.record:
        FIRST_CONTACT.write_text(json.dumps(recorded, indent=1) + "\n", encoding="utf-8")
    if not every:
        return
    report("all rounds", scores(every), None)
    say("")
    for name, times in (
        ("whole gate", sorted(outcome.ms for outcome in every)),
        ("typed checks, claims not encoded", sorted(outcome.ms - outcome.encoding_ms for outcome in every)),
    ):
        say(f"{name}: median {median(times):.2f} ms, 95% {times[int(len(times) * 0.95)]:.2f} ms of {len(times)} claims")


if __name__ == "__main__":
    main()
