"""What a career is called: its name from titles and first sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ingest.layout import layout
from ingest.lines import read_lines
from ingest.name_shape import LONGEST_NAME, bare_name, clean_name, is_career_name, names_career
from vectorstore.types import Document, Section

_OPENING_LINES = 12
_OFTEN = 2  # mentions that make a name known
_GENERAL, _ARTICLES = 2, ("a ", "an", "A ", "An")  # words of an occupation that many texts mention; what stands before
_NEARLY_ALWAYS = 0.7  # share of the mentions of a name
_OPENING_TEXT = 6000
_EMPHASIS = re.compile(r"\*\*|__")
_TRAIL = re.compile(r"\s+[/|·•–—-]\s+|\s*[»›>|]\s*")


def career_name(document: Document, sections: Sequence[Section]) -> str | None:
    """The name of the career that a document describes, or None when it names none.

    Titles are read first, the most telling wording ("How to Become a …") before the mere title; then lines that label
    it ("Job title: …"), the document's own title, and the first sentences ("A … designs …").
    """
    name = _named(document, sections)
    return name and _whole(name, document.text)


def _whole(name: str, text: str) -> str:
    """The name with the capitalised words that nearly always stand in front of it: a title may have lost them."""
    lead = r"(?P<lead>(?:[A-Z][\w/&-]*[ \n]){1,4})"
    if _mentions(name, text) <= _OFTEN or not (found := re.findall(rf"\b{lead}{re.escape(name)}\b", text)):
        return name
    longer, count = Counter(clean_name(f"{lead}{name}") for lead in found).most_common(1)[0]
    told = count > _OFTEN and count >= _NEARLY_ALWAYS * _mentions(name, text)
    return longer if told and names_career(longer, occupation=False) else name


def _named(document: Document, sections: Sequence[Section]) -> str | None:
    titles = [section.title for section in sections if section.part is None and section.kind != "boilerplate"]
    rungs = {section.part.title for section in sections if section.part is not None and section.part.kind == "level"}
    lines = [line.body for line in read_lines(document.text[:_OPENING_TEXT]) if line.body][:_OPENING_LINES]
    first = [*lines[:1], *(line for line in lines[1:] if line not in rungs)]
    candidates = [
        *titles,
        *(line for line in first if len(line) < 120 and not any(char.isdigit() for char in line)),
        document.title,
    ]
    if titled := _best_known(list(_titled_names(candidates, document.text)), document.text):
        return titled
    opening = document.text[:_OPENING_TEXT]
    plain = (name for title in candidates for name in _plainly_named(title, opening))
    if specialised := next((title for title in candidates if _is_specialised(title, document.text)), None):
        return clean_name(specialised)
    mentioned = mentioned_name(document)
    if mentioned is not None and _is_central(mentioned, document.text):
        return next(plain, mentioned)
    summaries = (section.span for section in sections if section.kind == "summary")
    defined = (name_in_sentences(document.text[span.start : span.end]) for span in summaries)
    return next(plain, None) or next((name for name in defined if name), None)


def _titled_names(titles: Sequence[str], text: str) -> Iterator[str]:
    """The careers that titles name, the most telling wording first."""
    for pattern in layout().names:
        for title in titles:
            for portion in _portions(title):
                match = pattern.pattern.fullmatch(portion)
                if match and (name := clean_name(match["name"])) and names_career(name, occupation=pattern.occupation):
                    yield _singular(_mixed_case(name, text), text)


def _best_known(names: Sequence[str], text: str) -> str | None:
    """The first name, unless it stands hardly anywhere else while another is defined, or spoken of again and again."""
    if not names:
        return None
    defined = name_in_sentences(text[:_OPENING_TEXT])
    known = _mentions(names[0], text)
    if defined and known <= _OFTEN and _mentions(defined, text) > known:
        return defined
    return next((name for name in names[1:] if known == 1 and _mentions(name, text) >= _OFTEN), names[0])


def _mentions(name: str, text: str) -> int:
    bare = layout().expressions["name_prefix"].sub("", name, count=1)
    return len(re.findall(rf"\b{re.escape(bare)}", text, re.IGNORECASE))


def _is_specialised(title: str, text: str) -> bool:
    """True for an occupation with its field behind a comma ("Lead Nurse, Virtual Wards") that the text names again."""
    head, comma, field = title.partition(", ")
    known = layout()
    named = bool(comma and head) and known.expressions["noun"].fullmatch(head.split()[-1]) is not None
    return named and known.is_title_case(field) and "," not in field and text.count(title) > 1 and len(title) < 80


def mentioned_name(document: Document) -> str | None:
    """The occupation that the running text of a document names first, which need not be what it is about."""
    opening = document.text[:_OPENING_TEXT]
    told = name_in_sentences(opening) or _name_mentioned(opening) or _name_in_lower_case(opening)
    return told or _most_named(document.text[: 2 * _OPENING_TEXT]) or _title_that_acts(document.title, opening)


def _title_that_acts(title: str, opening: str) -> str | None:
    """The page's title where the text says what such a one does: "A Tide Model Warden watches …"; else None."""
    name = clean_name(bare_name(title))
    acts = re.search(rf"\b(?:[Aa]n?|[Tt]he)\s+{re.escape(name)}\s+[a-z]+s\b", opening) if name else None
    return name if acts and names_career(name, occupation=True) else None


def _is_central(name: str, text: str) -> bool:
    """True for a name in running text that the document is about: named again, or given to somebody ("I am a …")."""
    if len(re.findall(rf"\b{re.escape(name)}s?\b", text, re.IGNORECASE)) > 1:
        return True
    given = layout().expressions["name_given"].pattern
    return re.search(rf"{given}\s+{re.escape(name)}\b", text) is not None


def _plainly_named(title: str, text: str) -> Iterator[str]:
    """The career of a title that capitalises only its first word, when the text calls somebody so."""
    for pattern in layout().names:
        for portion in _portions(title):
            match = pattern.pattern.fullmatch(portion)
            name = clean_name(match["name"]) if match else ""
            words = name.split()
            if 1 < len(words) <= LONGEST_NAME // 2 + 1 and names_career(name.title(), occupation=False):
                if pattern.occupation or re.search(
                    rf"\b(?:an?|as|the)\s+{re.escape(name)}\b", text.replace(title, "", 1), re.IGNORECASE
                ):
                    yield name[0].upper() + name[1:]


def names_occupation(titles: Iterable[str]) -> bool:
    """True when a title says outright that the document is about one occupation ("How to Become a …")."""
    return any(
        pattern.occupation
        and (match := pattern.pattern.fullmatch(title))
        and names_career(clean_name(match["name"]), occupation=True)
        for title in titles
        for pattern in layout().names
    )


def titled_name(title: str, text: str) -> str:
    """The occupation that a title names, written as `text` writes it when the title is all capitals."""
    return _mixed_case(clean_name(bare_name(title)), text)


def _portions(title: str) -> Iterable[str]:
    """The title, what stands behind its colon, and what a trail or a site's name is set apart from by signs."""
    yield title
    _, colon, tail = title.partition(":")
    if colon and tail.strip():
        yield tail.strip()
    pieces = [piece.strip() for piece in _TRAIL.split(title) if piece.strip()]
    yield from reversed(pieces[1:])


def _singular(name: str, text: str) -> str:
    """The name in the singular, for one that a title gives in the plural and the text in the singular."""
    match = (
        re.search(rf"\b{re.escape(name[:-1])}\b", text[:_OPENING_TEXT], re.IGNORECASE) if name[-1:] in "sS" else None
    )
    if match:
        return name if match[0].isupper() else match[0]
    plural = name[-1:] == "s" and layout().expressions["noun"].fullmatch(name.split()[-1][:-1]) is not None
    return name[:-1] if plural else name


def _mixed_case(name: str, text: str) -> str:
    """The name as running text writes it, for one that was found in a title of capitals."""
    if not name.isupper():
        return name
    for match in re.finditer(re.escape(name), text[:_OPENING_TEXT], re.IGNORECASE):
        if not match[0].isupper() and all(word[0].isupper() for word in match[0].split()):
            return match[0]
    return " ".join(_capitalised(word) for word in name.split())


def _capitalised(word: str) -> str:
    known = layout()
    if word in known.expansions:
        return word
    return word.lower() if word.lower() in known.small_words else word.capitalize()


def name_in_sentences(text: str) -> str | None:
    """The occupation that a sentence of `text` says something of ("A Burn Care Planner plans …"), or None."""
    pattern = layout().expressions["name_sentence"]
    text = _EMPHASIS.sub("", text)
    match = pattern.search(text)
    while match is not None:
        name = clean_name(match["name"])
        if names_career(name, occupation=False):
            return name
        match = pattern.search(text, match.start() + 1)
    return None


def name_in_bold(text: str) -> str | None:
    """The only occupation that a text sets in bold, or None."""
    bold = {name for name in re.findall(r"\*\*([A-Z][^*\n]{3,60})\*\*", text) if is_career_name(name)}
    return bold.pop() if len(bold) == 1 else None


def _name_mentioned(text: str) -> str | None:
    """The occupation that running text names first behind an article ("what an AI Tremor Technician earns")."""
    for match in layout().expressions["name_mention"].finditer(text):
        words = match["name"].split()
        for length in range(len(words), 1, -1):
            name = " ".join(words[:length])
            special = length > _GENERAL or match[0][:2] not in _ARTICLES or _mentions(name, text) >= _OFTEN
            if special and names_career(name, occupation=False):
                return name
    return None


def _most_named(text: str) -> str | None:
    """The occupation that a text writes with capitals most often, when it does so twice at least."""
    known = layout().expressions
    counts: Counter[str] = Counter()
    for match in known["name_capitals"].finditer(text):
        words = match["name"].split()
        stop = max((place for place, word in enumerate(words) if known["noun"].fullmatch(word)), default=0)
        name = clean_name(" ".join(words[: stop + 1]))
        if stop and names_career(name, occupation=False):
            counts[_singular(name, text)] += 1
    name, count = max(counts.items(), key=lambda each: (each[1], len(each[0])), default=("", 0))
    return name if count >= _OFTEN else None


def _name_in_lower_case(text: str) -> str | None:
    """The occupation of several words that running text speaks of most often, for one that writes it in lower case.

    It says of it what it does ("an infection forecasting nurse works with …"), and names it again.
    """
    known = layout()
    counts: Counter[str] = Counter()
    for match in known.expressions["name_lower"].finditer(text):
        words = match["words"].split()
        stop = next((place for place, word in enumerate(words) if known.expressions["noun"].fullmatch(word)), 0)
        while stop and stop + 1 < len(words) and known.expressions["noun"].fullmatch(words[stop + 1]):
            stop += 1
        name = words[: stop + 1]
        if stop and not any(word in known.small_words for word in name):
            counts[" ".join(name)] += 1
    told = [
        (count, name) for name, count in counts.items() if _is_defined(name, text) and _mentions(name, text) >= _OFTEN
    ]
    if not told:
        return None
    name = max(told)[1]
    return name[0].upper() + name[1:]


def _is_defined(name: str, text: str) -> bool:
    return re.search(rf"\b(?:An?|The|an?) {re.escape(name)} (?:[a-z]+ly )?[a-z]{{2,12}}s\b", text) is not None
