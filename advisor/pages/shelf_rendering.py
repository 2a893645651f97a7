"""Documents and what was recognised in them, as HTML. Pure: everything that is not a tag is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise
from urllib.parse import unquote

from advisor.pages.shelf import Added, Opened, Working
from vectorstore.quantities import format_quantity
from vectorstore.store import Stored
from vectorstore.types import CareerProfile, Document, Fact, Quantity, Section

SHOWN_TEXT = 200_000  # characters of a document that a browser scrolls without effort
SHOWN_FACTS = 12  # of one attribute before the rest is folded away
_LONGEST_VALUE = 180
_LABELS = {"ai_risk": "AI risk", "faq": "FAQ", "non_fit": "Not a fit"}


def render_shelf(documents: Sequence[Stored]) -> str:
    """The list of documents, each with what was recognised in it."""
    if not documents:
        return '<p class="empty">No documents are stored yet.</p>'
    items = "".join(f"<li>{_card(stored)}</li>" for stored in documents)
    return f'<ul class="cards" aria-label="Documents">{items}</ul>'


def render_opened(opened: Opened, *, editable: bool, note: str = "", failed: bool = False) -> str:
    """One document: where it comes from, what was recognised, its text; with forms to correct it when `editable`."""
    stored = opened.stored
    forms = _correction_form(opened, note, failed=failed) if editable else ""
    remove = _removal(stored) if editable and opened.removable else ""
    return (
        f'<article class="opened" data-document="{escape(stored.id)}">'
        '<button type="button" class="quiet" data-list>← All documents</button>'
        f'<h2 tabindex="-1">{escape(stored.title)}</h2>{_provenance(stored)}{_warnings(stored.warnings)}'
        f"{_recognised(opened.profiles)}{forms}{_text(opened.document, opened.sections)}{remove}</article>"
    )


def render_working(working: Working) -> str:
    """How far adding has come, as a bar."""
    share = f' value="{working.done}" max="{working.total}"' if working.total else ""
    count = f" {working.done} of {working.total}" if working.total else ""
    return (
        f'<div class="working" role="status"><p>{escape(working.name)}: {escape(working.step)}{count}</p>'
        f'<progress aria-label="Progress"{share}></progress></div>'
    )


def render_added(added: Added, documents: Sequence[Stored]) -> str:
    """What adding came to, a line for each document and each refusal."""
    stored = {each.id: each for each in documents}
    lines = [
        f'<li class="good"><strong>{escape(each.title)}</strong> was read: {escape(_counts(each))}'
        f"{_warning_count(each.warnings)}.</li>"
        for each in (stored[name] for name in added.documents if name in stored)
    ]
    lines += [f"<li>{escape(line)}</li>" for line in added.known]
    lines += [f'<li class="bad">{escape(line)}</li>' for line in added.refused]
    return f'<ul class="report" role="status">{"".join(lines)}</ul>' if lines else ""


def render_complaint(line: str) -> str:
    """One line on what could not be done."""
    return f'<ul class="report" role="alert"><li class="bad">{escape(line)}</li></ul>'


def _card(stored: Stored) -> str:
    careers = ", ".join(stored.careers)
    about = f'<p class="careers">{escape(careers)}</p>' if careers and careers != stored.title else ""
    return (
        f'<button type="button" data-open="{escape(stored.id)}">{escape(stored.title)}</button>'
        f'{about}<p class="origin">{escape(_origins(stored))}</p>'
        f'<p class="counts">{escape(_counts(stored))}{_warning_count(stored.warnings)}</p>'
    )


def _counts(stored: Stored) -> str:
    return ", ".join(
        _counted(number, unit)
        for number, unit in ((stored.sections, "section"), (stored.chunks, "chunk"), (stored.facts, "fact"))
    )


def _counted(number: int, unit: str) -> str:
    return f"{number:,} {unit}" if number == 1 else f"{number:,} {unit}s"


def _warning_count(warnings: Sequence[str]) -> str:
    return f', <span class="warned">{_counted(len(warnings), "warning")}</span>' if warnings else ""


def _origins(stored: Stored) -> str:
    return "; ".join(dict.fromkeys(_origin(origin) for origin in stored.origins)) or "origin not recorded"


def _origin(origin: str) -> str:
    """An origin as a reader knows it: a file by its name, an upload and an address as what they are."""
    if origin.startswith("upload:"):
        return f"added here: {origin.removeprefix('upload:')}"
    if origin.startswith("address:"):
        return unquote(origin.removeprefix("address:"))
    if origin.startswith("/") or origin[1:3] in (":/", ":\\"):
        return origin.replace("\\", "/").rsplit("/", 1)[-1]
    return origin


def _provenance(stored: Stored) -> str:
    rows = (
        ("Origin", _origins(stored)),
        ("Licence", stored.licence or "none stated"),
        ("Read as", _counts(stored)),
        ("Fingerprint", f"sha256 {stored.sha256[:16]}…"),
    )
    items = "".join(f"<div><dt>{label}</dt><dd>{escape(value)}</dd></div>" for label, value in rows)
    return f'<dl class="provenance">{items}</dl>'


def _warnings(warnings: Sequence[str]) -> str:
    if not warnings:
        return ""
    items = "".join(f"<li>{escape(warning)}</li>" for warning in warnings)
    return (
        '<details class="warnings">'
        f"<summary>{_counted(len(warnings), 'warning')} from reading it</summary><ul>{items}</ul></details>"
    )


def _recognised(profiles: Sequence[CareerProfile]) -> str:
    if not profiles:
        return (
            '<section class="recognised"><h3>What was recognised</h3>'
            "<p>No career is described here as a whole. The text is searched and cited all the same.</p></section>"
        )
    return f'<section class="recognised"><h3>What was recognised</h3>{"".join(map(_career, profiles))}</section>'


def _career(profile: CareerProfile) -> str:
    short = f'<p class="short">Also called {escape(", ".join(profile.aliases))}</p>' if profile.aliases else ""
    grouped: dict[str, list[Fact]] = {}
    for fact in profile.facts:
        grouped.setdefault(fact.attribute, []).append(fact)
    rows = "".join(_facts(attribute, facts) for attribute, facts in grouped.items())
    table = f'<div class="facts">{rows}</div>' if rows else "<p>No facts were found.</p>"
    return f"<h4>{escape(profile.name)}</h4>{short}{table}"


def _facts(attribute: str, facts: Sequence[Fact]) -> str:
    label = _LABELS.get(attribute, attribute.replace("_", " ").capitalize())
    items = "".join(f"<li>{_fact(fact)}</li>" for fact in facts[:SHOWN_FACTS])
    more = f"<li>and {len(facts) - SHOWN_FACTS} more</li>" if len(facts) > SHOWN_FACTS else ""
    return (
        f'<details><summary><span>{escape(label)}</span> <span class="number">{len(facts)}</span></summary>'
        f"<ul>{items}{more}</ul></details>"
    )


def _fact(fact: Fact) -> str:
    value = format_quantity(fact.value) if isinstance(fact.value, Quantity) else fact.value
    value = " ".join(value.split())
    shown = value if len(value) <= _LONGEST_VALUE else value[:_LONGEST_VALUE].rsplit(" ", 1)[0] + " …"
    if fact.part is None:
        return escape(shown)
    place = f"{fact.part.kind.capitalize()} {fact.part.number}"
    return f'<span class="part">{escape(place)}</span> {escape(shown)}'


def _correction_form(opened: Opened, note: str, *, failed: bool) -> str:
    fields = _field("Title", "title", opened.stored.title)
    for number, profile in enumerate(opened.profiles):
        fields += (
            f'<fieldset data-current="{escape(profile.name)}"><legend>Career {number + 1}</legend>'
            f"{_field('Name', 'name', profile.name)}"
            '<label>Short forms, separated by commas<textarea name="aliases" rows="2" maxlength="5000">'
            f"{escape(', '.join(profile.aliases))}</textarea></label></fieldset>"
        )
    kind, role = ("bad", "alert") if failed else ("good", "status")
    said = f'<p class="said {kind}" role="{role}">{escape(note)}</p>' if note else ""
    return (
        f'<details class="correct"{" open" if note else ""}><summary>Correct the title or a name</summary>'
        f'<form data-correct autocomplete="off">{fields}'
        '<p class="hint">Corrections are kept beside the documents and hold when they are read again.</p>'
        f'<button type="submit">Save corrections</button>{said}</form></details>'
    )


def _field(label: str, name: str, value: str) -> str:
    return f'<label>{escape(label)}<input type="text" name="{name}" value="{escape(value)}" maxlength="1000"></label>'


def _removal(stored: Stored) -> str:
    return (
        '<details class="remove"><summary>Remove this document</summary>'
        "<p>It was added on this page and stands in no folder: removed, it is gone.</p>"
        f'<button type="button" data-remove="{escape(stored.id)}">Remove it</button></details>'
    )


def _text(document: Document, sections: Sequence[Section]) -> str:
    end = min(len(document.text), SHOWN_TEXT)
    openings = {section.span.start: section for section in reversed(sections) if section.span.start < end}
    cuts = sorted({0, end, *openings})
    pieces = "".join(_piece(document, openings.get(left), left, right) for left, right in pairwise(cuts))
    cut = "" if end == len(document.text) else '<p class="cut">The document goes on.</p>'
    return f'<section class="whole"><h3>Text</h3>{_outline(openings.values())}{pieces}{cut}</section>'


def _outline(sections: Iterable[Section]) -> str:
    items = "".join(
        f'<li><button type="button" data-jump="{section.span.start}">{escape(section.title)}</button></li>'
        for section in sorted(sections, key=lambda section: section.span)
        if section.title
    )
    if not items:
        return ""
    return f'<details class="outline"><summary>Sections</summary><ul>{items}</ul></details>'


def _piece(document: Document, section: Section | None, left: int, right: int) -> str:
    text = document.text[left:right].strip()
    if not text:
        return ""
    kind = f'<p class="kind">{escape(section.kind.replace("_", " "))}</p>' if section else ""
    return f'<div class="piece" data-start="{left}">{kind}<div class="words">{escape(text)}</div></div>'
