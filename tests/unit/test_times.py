"""Times of day in claims."""

import pytest

from advisor.grounding import Source, ground
from advisor.grounding.times import find_times, without_times
from advisor.types import Claim
from vectorstore.types import Span

LINE = Source(Span("page", 0, 40), "10:30 AM Clean the clinical data of the day")
MIDDAY = Source(Span("page", 50, 90), "12:00 PM Review notes with the clinicians")


@pytest.mark.parametrize(
    ("text", "minutes", "half"),
    [
        ("10:30 AM", 630, "am"),
        ("half past ten", 630, ""),
        ("a half-past-three task", 210, ""),
        ("quarter to nine", 525, ""),
        ("five o’clock", 300, ""),
        ("2 p.m.", 120, "pm"),
        ("14:15", 135, "pm"),
        ("noon", 0, "pm"),
    ],
)
def test_a_time_is_read_however_it_is_written(text: str, minutes: int, half: str) -> None:
    [time] = find_times(text)
    assert (time.minutes, time.half) == (minutes, half)


@pytest.mark.parametrize("text", ["9-5 job", "a ratio of 3:1", "$5 amount", "ten people", "version 4.5"])
def test_other_numbers_are_no_times(text: str) -> None:
    assert find_times(text) == ()


def test_times_are_blanked_out_in_place() -> None:
    assert without_times("at 5 PM sharp") == "at      sharp"


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("At half past ten clinical data is cleaned.", True),
        ("At 10:30 clinical data is cleaned.", True),
        ("At half past nine clinical data is cleaned.", False),
        ("At 10:30 PM clinical data is cleaned.", False),
    ],
)
def test_a_claim_may_give_the_cited_time_only(claim: str, holds: bool) -> None:
    assert ground(Claim(claim, (LINE.span,)), [LINE], [], question="").supported is holds


def test_noon_is_twelve_in_the_afternoon() -> None:
    assert ground(Claim("At noon notes are reviewed.", (MIDDAY.span,)), [MIDDAY], [], question="").supported
