"""PDFs, written here with fpdf2, to text with pages and headings."""

from __future__ import annotations

import pytest
from fpdf import FPDF

from ingest.formats.extracted import UnreadableError
from ingest.formats.pdf import extract_pdf
from vectorstore.types import Document

PARAGRAPH = "The specialist reads alerts and decides which of them a clinician has to see before the next round. " * 3


def booklet(pages: int = 3) -> FPDF:
    pdf = FPDF()
    pdf.set_auto_page_break(auto=False)
    for number in range(1, pages + 1):
        pdf.add_page()
        pdf.set_font("helvetica", size=9)
        pdf.text(20, 10, "Career booklet")
        pdf.text(100, 290, f"Page {number}")
        pdf.set_xy(20, 30)
        pdf.set_font("helvetica", "B", 18)
        pdf.multi_cell(0, 10, f"Chapter {number}", new_x="LMARGIN", new_y="NEXT")
        pdf.set_font("helvetica", size=11)
        pdf.multi_cell(0, 6, PARAGRAPH, new_x="LMARGIN", new_y="NEXT", align="L")
    return pdf


def test_larger_type_becomes_headings_and_wrapped_lines_a_paragraph() -> None:
    extracted = extract_pdf(bytes(booklet().output()))
    assert extracted.text.count("# Chapter") == 3
    assert PARAGRAPH.strip() in extracted.text


def test_a_citation_can_name_its_page() -> None:
    extracted = extract_pdf(bytes(booklet().output()))
    document = Document("d", "D", extracted.text, "0", page_starts=extracted.page_starts)
    assert [document.page_of(extracted.text.index(f"Chapter {number}")) for number in (1, 2, 3)] == [1, 2, 3]


def test_running_heads_and_page_numbers_are_left_out() -> None:
    text = extract_pdf(bytes(booklet().output())).text
    assert "Career booklet" not in text
    assert "Page 2" not in text


def test_a_ruled_table_becomes_markdown() -> None:
    pdf = booklet(1)
    pdf.set_font("helvetica", size=11)
    with pdf.table() as table:
        for row in (("Level", "Pay"), ("Junior", "$70,000"), ("Senior", "$99,000")):
            table.row(row)
    text = extract_pdf(bytes(pdf.output())).text
    assert "| Level | Pay |\n| --- | --- |\n| Junior | $70,000 |\n| Senior | $99,000 |" in text


def test_cells_that_stand_below_each_other_are_a_table_without_rules() -> None:
    pdf = booklet(1)
    pdf.set_font("helvetica", size=11)
    for row, cells in enumerate((("Level", "Pay"), ("Junior", "$70,000"), ("Senior", "$99,000"))):
        for column, cell in enumerate(cells):
            pdf.text(20 + 60 * column, 200 + 7 * row, cell)
    text = extract_pdf(bytes(pdf.output())).text
    assert "| Level | Pay |\n| --- | --- |\n| Junior | $70,000 |\n| Senior | $99,000 |" in text


def test_a_scanned_pdf_is_refused_and_a_scanned_page_reported() -> None:
    empty = FPDF()
    empty.add_page()
    with pytest.raises(UnreadableError, match="only pictures"):
        extract_pdf(bytes(empty.output()))
    mixed = booklet(1)
    mixed.add_page()
    assert extract_pdf(bytes(mixed.output())).warnings == ("little or no text on page 2: scanned pages are not read",)


def test_a_password_is_named_as_the_reason() -> None:
    pdf = booklet(1)
    pdf.set_encryption("owner", "user")
    with pytest.raises(UnreadableError, match="password"):
        extract_pdf(bytes(pdf.output()))
