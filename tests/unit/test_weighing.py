"""What speaks for and against a career: a line for each thing its pages state, and several careers side by side."""

from __future__ import annotations

from advisor.operations.cells import weigh
from advisor.operations.comparison import compare
from advisor.types import Evidence
from advisor.writing.builtin import write
from advisor.writing.rendering import render
from tests.unit.shelf import Page, library_of, request, two_careers


def test_what_bears_on_a_choice_is_told_a_line_each_with_its_source() -> None:
    library = two_careers()
    [baker] = library.careers(("baker",))
    listing = weigh(baker, "worth", request("worth", "lookup", "baker"), library)
    assert listing is not None
    told = {line.values["noun"]: line.values["value"] for line in listing.items}
    assert told == {"Pay": "$20,000–$80,000+", "Time to job-ready": "6 months"}
    assert all(line.facts for line in listing.items)


def test_a_page_that_states_nothing_of_it_has_no_drawbacks_told() -> None:
    library = library_of(Page("cooks", "Cook").say("demand", "Demand score: 8.1/10"))
    [cook] = library.careers(("cook",))
    assert weigh(cook, "drawbacks", request("drawbacks", "lookup", "cook"), library) is None


def test_two_careers_are_set_side_by_side_without_a_difference_for_each_figure() -> None:
    library = two_careers()
    found = tuple(compare(request("worth", "compare", "baker", "miller"), library))
    text = render(write(Evidence(found)), library)[0]
    assert "Baker takes longer" in text
    assert "The difference is" not in text
    assert "| Pay" in text or "| pay" in text
