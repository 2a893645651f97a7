"""A sentence of a language model to a claim: ids resolved, placeholders filled, its own words looked through."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from advisor.grounding.lexicon import lexicon
from advisor.grounding.words import read_sentence, vocabulary
from advisor.types import Check, Claim, Withheld
from advisor.writing.prompts import addresses_model, visible
from advisor.writing.sheet import Quotation, Sheet, Statement
from advisor.writing.templates import word
from vectorstore.numbers import find_numbers
from vectorstore.quantities import find_quantities
from vectorstore.tables import read_table
from vectorstore.types import Span

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_CITED = re.compile(r"((?:\s*\[[^\[\]]*\])+)\s*[.!]?\s*$")
_BULLET = re.compile(r"^\s*(?:[-*•–]\s+|\d{1,2}[.)]\s+)+")
_EMPHASIS = re.compile(r"\*+|`+|__|^#+\s*")
_MARKUP = re.compile(r"[<>\[\]{}|\\]|&\w+;|&#|://|\bwww\.|\b(?:javascript|data|mailto):", re.I)
_ADDRESS = re.compile(r"\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?", re.I)
_CURRENCY = re.compile(r"[$£€₹¥%]")
# Shorter values ("5") stand in a sentence by chance.
_LEAST_VALUE = 3


@dataclass(frozen=True, slots=True)
class Worded:
    """A model's sentence as a claim, with the statements or quotations that it words."""

    claim: Claim
    about: tuple[Statement | Quotation, ...] = ()


@dataclass(frozen=True, slots=True)
class _Body:
    """A sentence without its ids: `own` is what the model wrote itself, `used` the placeholders in order."""

    own: str
    filled: str
    used: tuple[str, ...] = field(default=())


def read_claim(line: str, sheet: Sheet) -> Worded | Withheld:
    """The claim that a model's sentence makes, or why it cannot be one."""
    text = _EMPHASIS.sub("", _BULLET.sub("", visible(line))).strip()
    marks = _CITED.search(text)
    body = text[: marks.start()].strip() if marks else text
    names = re.findall(r"[^\s,;\[\]]+", marks.group(1)) if marks else []
    known: dict[str, Statement | Quotation] = {statement.id: statement for statement in sheet.statements}
    known |= {quotation.id: quotation for quotation in sheet.quotations}
    if unknown := [name for name in names if name not in known]:
        return _withhold(body, "citation", f"cites {', '.join(unknown)}, which was not shown")
    cited = [known[name] for name in dict.fromkeys(names)]
    placed = [name for name in _PLACEHOLDER.findall(body) if name]
    if unknown := [name for name in placed if name not in sheet.statement_of]:
        return _withhold(body, "placeholder", f"uses {', '.join(unknown)}, which stands for nothing")
    statements = list(
        dict.fromkeys(
            [*(sheet.statement_of[name].id for name in placed)]
            + [item.id for item in cited if isinstance(item, Statement)]
        )
    )
    if not statements and not cited:
        return _withhold(body, "citation", "cites nothing that was shown")
    if len(statements) > 1 or (statements and any(isinstance(item, Quotation) for item in cited)):
        return _withhold(body, "placeholder", "mixes several pieces of evidence in one sentence")
    if statements:
        [statement] = [item for item in sheet.statements if item.id == statements[0]]
        return _read_statement(body, statement)
    return _read_quotation(body, [item for item in cited if isinstance(item, Quotation)])


def covers(worded: Worded, statement: Statement) -> bool:
    """True when the claim says all that the statement says, so that the built-in sentence may be left out."""
    needed = [value for name, value in statement.values.items() if name not in statement.optional]
    said = _plain(worded.claim.text)
    return statement in worded.about and all(_plain(value) in said for value in needed)


def _read_statement(body: str, statement: Statement) -> Worded | Withheld:
    parsed = _fill(_place_values(body, statement), statement)
    if not parsed.used:
        return _withhold(parsed.filled, "placeholder", "uses none of the placeholders of what it cites")
    if len(set(parsed.used)) < len(parsed.used):
        return _withhold(parsed.filled, "placeholder", "uses a placeholder twice")
    if statement.strict and parsed.used != tuple(_PLACEHOLDER.findall(statement.sentence)):
        return _withhold(parsed.filled, "placeholder", "does not keep the placeholders in the statement's order")
    fixed = _PLACEHOLDER.sub(" ", statement.sentence)
    failure = _own_words(parsed.own, [fixed]) or _denial(parsed.own, fixed) or _addition(parsed.own, fixed)
    if failure is not None:
        return _withhold(parsed.filled, *failure)
    stated = word(statement.finding)
    claim = Claim(parsed.filled, stated.spans, stated.computed, stated.dates, declared=stated.text)
    return Worded(claim, (statement,))


def _read_quotation(body: str, quotations: Sequence[Quotation]) -> Worded | Withheld:
    texts = [text for quotation in quotations for text in (quotation.text, quotation.head)]
    if failure := _own_words(body, texts) or _new_denial(body, texts):
        return _withhold(body, *failure)
    spans: tuple[Span, ...] = tuple(dict.fromkeys(span for quotation in quotations for span in quotation.spans))
    return Worded(Claim(_ended(body), spans), tuple(quotations))


def _place_values(body: str, statement: Statement) -> str:
    """The sentence with placeholders where the model copied the values themselves, letter for letter."""
    for name, value in sorted(statement.values.items(), key=lambda item: -len(item[1])):
        if len(value) >= _LEAST_VALUE:
            pieces = _PLACEHOLDER.split(body)  # text and names in turn
            pieces = [
                _copied(piece, value, name) if index % 2 == 0 else f"{{{piece}}}" for index, piece in enumerate(pieces)
            ]
            body = "".join(pieces)
    return body


def _copied(text: str, value: str, name: str) -> str:
    return re.sub(rf"(?<![\w$£€]){re.escape(value.strip())}(?![\w+%])", lambda _: f"{{{name}}}", text)


def _fill(body: str, statement: Statement) -> _Body:
    used = tuple(_PLACEHOLDER.findall(body))
    filled = _PLACEHOLDER.sub(lambda found: statement.values[found.group(1)], body)
    filled = re.sub(r"\s+([,.;:])", r"\1", " ".join(filled.split()))
    return _Body(_PLACEHOLDER.sub(" ", body), _ended(filled), used)


def _ended(text: str) -> str:
    return text if text[-1:] in (".", "!", "?", "”", ":") else f"{text}."


def _own_words(own: str, evidence: Sequence[str]) -> tuple[str, str] | None:
    """What of the model's own words is not its to write, unless the evidence has it letter for letter."""
    stated = _plain(" \n ".join(evidence))
    if addresses_model(own):
        return "instruction", "speaks to a language model"
    if (found := _MARKUP.search(own)) is not None:
        return "markup", f"contains {found.group()!r}"
    if (found := next((a for a in _ADDRESS.finditer(own) if _plain(a.group()) not in stated), None)) is not None:
        return "markup", f"names the address {found.group()!r}, which the evidence does not"
    foreign = next((text for text in _figures(own) if not _stands(text, stated)), None)
    if foreign is not None:
        return "figures", f"writes {foreign!r} itself"
    known = {word.lower for text in evidence for word in read_sentence(text).words}
    words = lexicon()
    guarded = words.scale.groups.keys() | words.comparison.comparative.keys() | words.comparison.superlative.keys()
    guarded |= words.attachment.ordinals.keys() | words.attachment.ranks.keys() | words.modality.certain
    for said in read_sentence(own).words:
        if said.lower in guarded and said.lower not in known:
            return "comparison", f"writes {said.text!r} itself"
    bounds = [
        phrase
        for phrase in (*words.figures.above, *words.figures.below)
        if re.search(rf"\b{re.escape(phrase)}\b", own.lower())
    ]
    if unsaid := [phrase for phrase in bounds if phrase not in stated]:
        return "figures", f"writes {unsaid[0]!r} itself"
    return None


def _figures(own: str) -> list[str]:
    """Every figure of the text as written: quantities whole, then numbers, digits and signs outside them."""
    mentions = find_quantities(own)
    texts = [own[mention.start : mention.end] for mention in mentions]

    def outside(start: int) -> bool:
        return not any(mention.start <= start < mention.end for mention in mentions)

    texts += [own[n.start : n.end] for n in find_numbers(own) if outside(n.start) and (n.digits or n.value != 1)]
    texts += [found.group() for found in re.finditer(r"\S*\d\S*", own) if outside(found.start())]
    return texts + [found.group() for found in _CURRENCY.finditer(own) if outside(found.start())]


def _stands(text: str, stated: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(_plain(text).strip('.,;:!?()'))}(?!\w)", stated) is not None


def _denial(own: str, fixed: str) -> tuple[str, str] | None:
    """A denial or an answer of the model's own: it denies or grants exactly where the statement does."""
    words = lexicon().polarity
    for name, cues in (
        ("denies", words.negators | words.denying_answers),
        ("grants", words.granting_answers),
    ):
        said, stated = _has(own, cues), _has(fixed, cues)
        if said != stated:
            return "polarity", f"{name} what the statement does not" if said else f"no longer {name} as the statement"
    return None


def _new_denial(own: str, evidence: Sequence[str]) -> tuple[str, str] | None:
    """A denying word of the model's own that the evidence does not have; "not" may stand for another."""
    known = {word.lower for text in evidence for word in read_sentence(text).words}
    negators, plain = lexicon().polarity.negators, _wording()["plain_denials"]
    for said in read_sentence(own).words:
        if said.lower not in negators and said.lower not in plain:
            continue
        if not (known & (negators | plain) if said.lower in plain else said.lower in known):
            return "polarity", f"writes {said.text!r} itself"
    return None


def _addition(own: str, fixed: str) -> tuple[str, str] | None:
    """What the model's words around placeholders say beyond the statement's, or that they no longer say what it is of.

    "has a fee of {F2}" would make another thing of a pay than the statement does.
    """
    stated = vocabulary((fixed,))
    neutral = _wording()["neutral"]
    said = [word for word in read_sentence(own).words if word.content]
    if added := [word.text for word in said if not {word.lower, word.stem} & stated and word.lower not in neutral]:
        return "coverage", f"adds {added[0]!r} to the statement"
    kept = {word.lower for word in read_sentence(own).words} & {word.lower for word in read_sentence(fixed).words}
    if fixed.strip(" .:;,()–") and not kept:
        return "coverage", "keeps no word of the statement"
    telling = [word for word in read_sentence(fixed).words if word.content and word.lower not in neutral]
    if telling and not {stem for word in said for stem in (word.lower, word.stem)} & vocabulary(
        word.text for word in telling
    ):
        return "coverage", "does not say what the figure is of"
    return None


@cache
def _wording() -> dict[str, frozenset[str]]:
    table = read_table(dict[str, str], "advisor.writing", "wording.toml")
    return {name: frozenset(words.split()) for name, words in table.items()}


def _has(text: str, cues: Iterable[str]) -> bool:
    wanted = set(cues)
    return any(word.lower in wanted for word in read_sentence(text).words)


def _plain(text: str) -> str:
    return " ".join(visible(text).lower().replace("–", "-").split())


def _withhold(text: str, name: str, detail: str) -> Withheld:
    return Withheld(Claim(text), (Check(name, False, detail),))
