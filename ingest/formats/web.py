"""HTML to Markdown: the main content, with its headings, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from ingest.formats.extracted import Extracted, UnreadableError
from ingest.layout import layout

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import Tag

# Never content, wherever they stand.
_DROPPED = (
    "script style noscript template nav aside footer form button select input textarea svg canvas iframe dialog head"
).split()
_DROPPED_ROLES = "[role=navigation], [role=banner], [role=contentinfo], [role=complementary], [role=search], [hidden]"
_HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
_BLOCKS = [*_HEADINGS, "p", "li", "td", "dt", "dd"]
_INLINE = frozenset("a abbr b code em i label mark small span strong sub sup time u".split())
# Trafilatura judges what is main content where the page does not say; below this share of the page's words or of its
# headings it judged too strictly.
_LEAST_SHARE = 0.5
_LONGEST_DEFINITION = 240  # characters that may stand behind their term on one line
_BLANK_LINES = re.compile(r"\n{3,}")


def extract_html(content: str) -> Extracted:
    """The main content of a page as Markdown, without emphasis and link targets.

    Raises:
        UnreadableError: the page holds no text.
    """
    from bs4 import BeautifulSoup

    # Python's own parser: lxml stops at 256 levels of nesting.
    page = BeautifulSoup(content, "html.parser")
    title = page.title.get_text(" ", strip=True) if page.title else None
    heading = page.find("h1")
    main = _main(page, content)
    warnings: tuple[str, ...] = ()
    try:
        text = markdown(main)
    except RecursionError:
        text = main.get_text("\n", strip=True)
        warnings = ("nested too deeply to tell headings, lists and tables from text",)
    if not text.strip():
        raise UnreadableError("the page holds no text")
    return Extracted(text, (heading.get_text(" ", strip=True) if heading else None) or title, warnings=warnings)


def markdown(element: Tag) -> str:
    """Markdown of an element: ATX headings, "-" bullets, pipe tables; nothing escaped, no emphasis."""
    from markdownify import MarkdownConverter

    _head_disclosures(element)
    _line_up_definitions(element)
    _line_up_points_of_cells(element)
    _part_inline_neighbours(element)
    converter = MarkdownConverter(
        heading_style="ATX",
        bullets="-",
        strip=["a", "img", "b", "strong", "em", "i", "u", "code", "sup", "sub", "mark"],
        escape_asterisks=False,
        escape_underscores=False,
        escape_misc=False,
        newline_style="backslash",
        table_infer_header=True,
    )
    text: str = converter.convert_soup(element)
    lines = (line.rstrip().removesuffix("\\").rstrip() for line in text.replace("\xa0", " ").splitlines())
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip() + "\n"


def _main(page: BeautifulSoup, content: str) -> Tag:
    from bs4 import BeautifulSoup

    stated = _stated_main(page)
    root = stated or page.body or page
    for tag in _beside(page):
        root.append(tag)
    for tag in [*root.find_all(_DROPPED), *root.select(_DROPPED_ROLES)]:
        tag.decompose()
    if stated is not None:
        return stated
    for tag in root.find_all("header"):
        if tag.find(["h1", "h2"]) is None:
            tag.decompose()
    judged = BeautifulSoup(_judged_main(content) or "", "html.parser")
    words, headings = _sizes(root)
    kept_words, kept_headings = _sizes(judged)
    enough = kept_words >= _LEAST_SHARE * words and kept_headings >= _LEAST_SHARE * headings
    return judged if enough and not _lost_points(root, judged) else root


def _lost_points(root: Tag, judged: Tag) -> bool:
    """True when points of lists that are no links are missing amid what was kept: no menu, but content."""
    kept = "".join(judged.get_text().split())
    blocks = [(tag, "".join(tag.get_text().split())) for tag in root.find_all(_BLOCKS)]
    found = [place for place, (_, text) in enumerate(blocks) if text and text in kept]
    within = blocks[found[0] : found[-1]] if found else []
    return any(tag.name == "li" and tag.find("a") is None and text not in kept for tag, text in within)


def _beside(page: BeautifulSoup) -> list[Tag]:
    """The elements of asides on other careers: their titles say so, and what stands below these."""
    from bs4.element import Tag

    found: list[Tag] = []
    for heading in (heading for aside in page.find_all("aside") for heading in aside.find_all(_HEADINGS)):
        if layout().known_kind(heading.get_text(" ", strip=True)) == "related_roles":
            below = takewhile(lambda each: each.name not in _HEADINGS, heading.find_next_siblings())
            found += [each.extract() for each in [heading, *below] if isinstance(each, Tag)]
    return found


def _sizes(tag: Tag) -> tuple[int, int]:
    """How many words it has, and how many headings and terms that are defined."""
    return len(tag.get_text(" ").split()), len(tag.find_all([*_HEADINGS, "dt"]))


def _stated_main(page: BeautifulSoup) -> Tag | None:
    """The element that the page itself marks as its main content, when there is exactly one."""
    for selector in ("main, [role=main]", "article"):
        found = page.select(selector)
        if len(found) == 1 and found[0].get_text(strip=True):
            return found[0]
    return None


def _judged_main(content: str) -> str | None:
    import trafilatura

    return trafilatura.extract(
        content,
        output_format="html",
        include_tables=True,
        include_comments=False,
        include_links=False,
        favor_recall=True,
    )


def _part_inline_neighbours(element: Tag) -> None:
    """Put a space between inline elements that touch: a card's label and its value are two words."""
    for tag in list(_touching(element)):
        tag.insert_before(" ")


def _head_disclosures(element: Tag) -> None:
    """Make the summary of each fold-out a heading: it is how pages show a question with its answer."""
    for tag in element.find_all("summary"):
        if tag.find(_HEADINGS) is None:
            tag.name = "h4"
        else:
            tag.unwrap()


def _line_up_definitions(element: Tag) -> None:
    """Put each term of a definition list on a line with what defines it; what is longer goes below it."""
    for term in element.find_all("dt"):
        words = term.get_text(" ", strip=True)
        definitions = []
        for sibling in term.find_next_siblings(["dt", "dd"]):
            if sibling.name == "dt":
                break
            definitions.append(sibling)
        text = "; ".join(each.get_text(" ", strip=True) for each in definitions)
        term.name = "p"
        if definitions and text and len(text) <= _LONGEST_DEFINITION and not _holds_blocks(definitions):
            term.string = f"{words}{'' if words.endswith('?') else ':'} {text}"
            for each in definitions:
                each.decompose()
        for each in definitions:
            if not each.decomposed:
                each.name = "div"


def _line_up_points_of_cells(element: Tag) -> None:
    """Put the points of a list in a cell beside each other: the row of a table is one line."""
    for points in element.select("td ul, td ol, th ul, th ol"):
        if points.find(["ul", "ol"]) is None and not points.decomposed:
            text = "; ".join(point.get_text(" ", strip=True) for point in points.find_all("li"))
            points.name = "span"
            points.string = text


def _holds_blocks(tags: Sequence[Tag]) -> bool:
    return any(tag.find(["p", "ul", "ol", "table", "div"]) is not None for tag in tags)


def _touching(element: Tag) -> Iterator[Tag]:
    from bs4.element import Tag

    for tag in element.find_all(_INLINE):
        before = tag.previous_sibling
        if isinstance(before, Tag) and before.name in _INLINE:
            yield tag
