"""The gate: a claim and its sources → supported, re-cited or withheld. Pure; no language model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from advisor.grounding.attachment import (
    check_careers,
    check_pairing,
    check_part_names,
    check_parts,
    check_roles,
    check_titles,
    narrowed,
)
from advisor.grounding.comparison import check_comparison
from advisor.grounding.coverage import check_coverage
from advisor.grounding.dates import check_dates, without_dates
from advisor.grounding.encoding import Encode
from advisor.grounding.evidence import Source, read_evidence, read_source
from advisor.grounding.figures import check_figures, check_numbers, check_units
from advisor.grounding.modality import check_modality
from advisor.grounding.names import check_names
from advisor.grounding.order import check_bindings, check_order
from advisor.grounding.part_references import spaced_parts
from advisor.grounding.polarity import check_contradiction, check_fit, check_polarity
from advisor.grounding.ratings import check_measures, check_scale
from advisor.grounding.shares import check_shares, without_shares
from advisor.grounding.swaps import check_kin, check_places, check_swaps
from advisor.grounding.times import check_hours, check_times, without_times
from advisor.grounding.words import read_sentence, vocabulary
from advisor.types import Check, Claim
from vectorstore.types import Span

_MARKER = re.compile(r"\s*\[\d+(?:\s*,\s*\d+)*\]")
_MARKUP = re.compile(r"\*\*|__|`")
_DANGLING = re.compile(r"\b(?:is|are|was|were|the|a|an|of|and|or)\s*[.!:]?$", re.I)
_CONTRASTED = re.compile(r"\b(?:not|n't|neither|nor)\b.*[,;]\s.*\b(?:is|are|was|were)\s*[.!]?$", re.I)
_ASKING = re.compile(r"\b(?:how|what|who|where|which|whatever|wherever)\b", re.I)
_SPACE = re.compile(r"\s+")
_RECITABLE = frozenset({"citation", "figures", "attachment", "names", "coverage"})
_CANDIDATES = 3
_RECITE_SHARE = 0.8  # of a claim's content words, for another span to be tried in place of the cited one
# What is said of what, and whether it is said so or denied: of either the first check that fails is told.
_ATTACHMENT = (
    check_parts,
    check_part_names,
    check_careers,
    check_roles,
    check_titles,
    check_pairing,
    check_swaps,
    check_places,
    check_kin,
    check_bindings,
)
_POLARITY = (check_polarity, check_fit, check_order)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a claim may reach the reader: `recited` names the spans that carry it when those cited do not."""

    supported: bool
    checks: tuple[Check, ...]
    recited: tuple[Span, ...] | None = None

    @property
    def failed(self) -> tuple[Check, ...]:
        """The checks that the claim did not pass against what it cited."""
        return tuple(check for check in self.checks if not check.passed)


def ground(
    claim: Claim,
    cited: Sequence[Source],
    shown: Sequence[Source],
    *,
    question: str,
    embed: Encode | None = None,
    careers: Sequence[str] = (),
) -> Verdict:
    """The verdict on a claim against the sources it cites and those the reader was shown.

    `careers` are the names of all that the library knows: no claim may speak of another than its sources do.

    Checks run in order of cost; the claim is encoded (with `embed`) only after every typed check has passed.
    A claim that fails by citation, figure, attachment, name or coverage is re-cited when one other shown source
    carries it whole; one that fails by polarity, modality, comparison or contradiction never is.
    """
    plain = replace(claim, text=spaced_parts(_MARKUP.sub("", _MARKER.sub("", claim.text)).strip()))
    checks = _check(plain, cited, shown, question, embed, careers)
    failed = [check for check in checks if not check.passed]
    if not failed:
        return Verdict(True, tuple(checks))
    if all(check.name in _RECITABLE for check in failed):
        for source in _candidates(plain, cited, shown):
            if any(check.name == "figures" for check in failed) and not _names_part(plain, cited, source):
                continue
            rest = [other for other in (*cited, *shown) if other is not source]
            if all(check.passed for check in _check(plain, [source], rest, question, embed, careers)):
                return Verdict(True, tuple(checks), (source.span,))
    return Verdict(False, tuple(checks))


def _check(
    claim: Claim,
    cited: Sequence[Source],
    shown: Sequence[Source],
    question: str,
    embed: Encode | None,
    careers: Sequence[str],
) -> list[Check]:
    shape = _check_shape(claim, cited)
    if not shape.passed:
        return [shape]
    spans = {source.span for source in cited}
    evidence = read_evidence(
        (narrowed(source, claim.text) for source in cited),
        (source for source in shown if source.span not in spans),
        careers,
    )
    if _is_verbatim(claim.text, cited):
        return [shape, Check("verbatim", True)]
    timed = (check_dates(claim, evidence, question=question), check_times(claim, evidence))
    hours = check_hours(claim, evidence)
    claim = replace(claim, text=without_times(without_dates(claim.text)))
    unshared = replace(claim, text=without_shares(claim, evidence))
    figures = (
        check_shares(claim, evidence),
        check_figures(claim, evidence, question=question),
        check_numbers(unshared, evidence, question=question),
        check_scale(claim, evidence),
        check_measures(claim, evidence),
    )
    checks = [
        shape,
        _first_failure(*timed, *figures),
        _first_failure(*(check(claim, evidence) for check in _ATTACHMENT), hours),
        check_comparison(claim, evidence),
        check_names(claim, evidence),
        _first_failure(*(check(claim, evidence) for check in _POLARITY)),
        check_modality(claim, evidence),
        check_contradiction(claim, evidence),
    ]
    encode = embed if all(check.passed for check in checks) else None
    coverage = check_coverage(unshared, evidence, encode=encode)
    return [*checks, _first_failure(check_units(claim, evidence), coverage)]


def _check_shape(claim: Claim, cited: Sequence[Source]) -> Check:
    if not cited:
        return Check("citation", False, "cites nothing that was shown")
    if not any(character.isalnum() for character in claim.text):
        return Check("citation", False, "says nothing")
    # "How accurate the notes are", "auditing is not the job; measuring is"
    asks = _ASKING.search(claim.text) or _CONTRASTED.search(claim.text)
    if (
        len(claim.text.split()) > 2
        and not asks
        and _DANGLING.search(claim.text)
        and not _is_verbatim(claim.text, cited)
    ):
        return Check("citation", False, "breaks off without saying what it cites")
    return Check("citation", True)


def _is_verbatim(text: str, cited: Sequence[Source]) -> bool:
    """True when the claim is a whole line, sentence, item or cell of a cited source, letter for letter."""
    wanted = _SPACE.sub(" ", text).strip().rstrip(".")
    if not wanted:
        return False
    for source in cited:
        stated = _SPACE.sub(" ", source.text.replace("\n", " • "))
        at = stated.find(wanted)
        while at >= 0:
            before, after = stated[:at].rstrip(), stated[at + len(wanted) :].lstrip()
            if (not before or before[-1] in ".!?:;•-–—") and (not after or after[0] in ".!?;•-–—"):
                return True
            at = stated.find(wanted, at + 1)
    return False


def _first_failure(*checks: Check) -> Check:
    return next((check for check in checks if not check.passed), checks[0])


def _names_part(claim: Claim, cited: Sequence[Source], candidate: Source) -> bool:
    """True when the candidate stands under the same headings, or the claim says those it does stand under.

    A figure that fails must not be looked for under another phase or level.
    """
    if any(source.heads == candidate.heads for source in cited):
        return True
    cited_words = vocabulary(head for source in cited for head in source.heads)
    own = {word.lower for head in candidate.heads for word in read_sentence(head).words if word.content} - cited_words
    return bool(own & vocabulary((claim.text,)))


def _candidates(claim: Claim, cited: Sequence[Source], shown: Sequence[Source]) -> list[Source]:
    """The shown sources that share most words with the claim, no fewer than each cited one does, best first."""
    spans = {source.span for source in cited}
    careers = {source.heads[0] for source in cited if source.heads}
    wanted = {word.stem for word in read_sentence(claim.text).words if word.content}
    scored = [
        (len(wanted & read_source(source).words), -index, source)
        for index, source in enumerate(shown)
        # Another career's page may say the same words of another subject.
        if source.span not in spans and (not careers or not source.heads or source.heads[0] in careers)
    ]
    scored.sort(key=lambda row: row[:2], reverse=True)
    held = max((len(wanted & read_source(source).words) for source in cited), default=0)
    least = max(held, _RECITE_SHARE * len(wanted))
    return [source for score, _, source in scored[:_CANDIDATES] if score >= least]
