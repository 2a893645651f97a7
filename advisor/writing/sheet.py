"""Evidence as a language model may use it: statements with placeholders, and quotations and passages with ids."""

from __future__ import annotations

import hashlib
import string
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from advisor.operations.sentences import split_sentences
from advisor.requests import Request
from advisor.types import Evidence, Finding
from advisor.writing.prompts import addresses_model, prompt, quote
from advisor.writing.templates import template, word
from vectorstore.quantities import find_quantities
from vectorstore.types import Passage, Span

# Passages that a model is shown: behind the fourth there is seldom an answer, and small models lose the question.
SHOWN = 4
_ID_LETTERS = 4
# Placeholders that mean the same wherever they stand in a sentence; with any other, their order says who has what.
_FREE = frozenset({"career", "part", "number", "value", "experience", "at_experience", "of_career"})


@dataclass(frozen=True, slots=True)
class Statement:
    """A finding as a sentence with placeholders; `values` maps their names ("F1") to what fills them, in order."""

    id: str
    finding: Finding
    sentence: str
    values: Mapping[str, str]
    strict: bool  # every placeholder, in the sentence's order
    optional: frozenset[str] = frozenset()  # placeholders that an answer can do without: the career's name

    @property
    def declared(self) -> str:
        """The sentence filled."""
        return word(self.finding).text


@dataclass(frozen=True, slots=True)
class Quotation:
    """Text of a document that may be cited: a finding's sentence, or a passage where `finding` is None."""

    id: str
    text: str
    head: str
    spans: tuple[Span, ...]
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a model is given for one request."""

    statements: tuple[Statement, ...]
    quotations: tuple[Quotation, ...]

    @property
    def statement_of(self) -> Mapping[str, Statement]:
        """The statement that each placeholder belongs to."""
        return {name: statement for statement in self.statements for name in statement.values}


def make_sheet(request: Request, evidence: Evidence) -> Sheet:
    """The single findings of the evidence, and its passages where one of the findings is a quotation.

    Ids are letters that nobody who wrote a document could know. What addresses a model is left out.
    """
    singles = [finding for finding in evidence.findings if isinstance(finding, Finding) and finding.facts]
    name_id = _ids(request, evidence)
    statements: list[Statement] = []
    quotations: list[Quotation] = []
    placeholder = 1
    for finding in singles:
        text = word(finding).text
        if addresses_model(text):
            continue
        if template(finding.says) == "{value}":
            head = finding.facts[0].section
            quotations.append(Quotation(next(name_id), text, head, word(finding).spans, finding))
        else:
            statement = _state(next(name_id), finding, first=placeholder)
            placeholder += len(statement.values)
            statements.append(statement)
    if quotations:
        quotations.extend(_quote_passages(evidence.passages[:SHOWN], name_id))
    return Sheet(tuple(statements), tuple(quotations))


def render_sheet(sheet: Sheet) -> str:
    """The evidence as the prompt shows it."""
    form = prompt()
    pieces = [
        form.statement.format(
            id=statement.id,
            sentence=statement.sentence,
            placeholders="\n".join(f"{{{name}}} = {quote(value)}" for name, value in statement.values.items()),
        ).strip()
        for statement in sheet.statements
    ]
    for quotation in sheet.quotations:
        shape = form.quotation if quotation.finding is not None else form.passage
        pieces.append(shape.format(id=quotation.id, head=quote(quotation.head), text=quote(quotation.text)).strip())
    return "\n".join(pieces)


def _state(identity: str, finding: Finding, *, first: int) -> Statement:
    """The finding's sentence with its filled keys as placeholders, numbered from `first`."""
    sentence = template(finding.says)
    keys = [key for _, key, _, _ in string.Formatter().parse(sentence) if key]
    filled = [key for key in dict.fromkeys(keys) if finding.values.get(key, "")]
    names = {key: f"F{first + position}" for position, key in enumerate(filled)}
    text = sentence.format(**{key: f"{{{names[key]}}}" if key in names else "" for key in keys})
    units = Counter(mention.quantity.unit for key in filled for mention in find_quantities(finding.values[key]))
    return Statement(
        identity,
        finding,
        " ".join(text.split()),
        {names[key]: finding.values[key] for key in filled},
        strict=not set(filled) <= _FREE or any(count > 1 for count in units.values()),
        optional=frozenset({names["career"]}) if "career" in names else frozenset(),
    )


def _quote_passages(passages: Sequence[Passage], name_id: Iterator[str]) -> Iterator[Quotation]:
    for passage in passages:
        for span, text in _addressed_to_readers(passage):
            yield Quotation(next(name_id), text, passage.chunk.head, (span,))


def _addressed_to_readers(passage: Passage) -> Iterator[tuple[Span, str]]:
    """The stretches of a passage between the sentences that address a model; all of it when none does."""
    chunk = passage.chunk
    sentences = list(split_sentences(chunk.text))
    foul = [(start, end) for start, end in sentences if addresses_model(chunk.text[start:end])]
    start = 0
    for begin, end in (*foul, (len(chunk.text), len(chunk.text))):
        text = chunk.text[start:begin]
        if text.strip():
            lead = len(text) - len(text.lstrip())
            offset = chunk.span.start + start + lead
            yield Span(chunk.span.document, offset, offset + len(text.strip())), text.strip()
        start = end


def _ids(request: Request, evidence: Evidence) -> Iterator[str]:
    """Distinct words of letters, drawn from all of the evidence and the question: a document cannot foresee them."""
    seed = f"{request.question}\0{[p.chunk.id for p in evidence.passages]}\0{evidence.findings}"
    seen: set[str] = set()
    counter = 0
    while True:
        digest = hashlib.sha256(f"{counter}\0{seed}".encode()).digest()
        # Consonants only: no id reads as a word.
        identity = "".join("bcdfghjklmnpqrstvwxz"[byte % 20] for byte in digest[:_ID_LETTERS])
        counter += 1
        if identity not in seen:
            seen.add(identity)
            yield identity
