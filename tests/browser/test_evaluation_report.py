"""The report in real Chromium: nothing in the console, nothing requested, and questions that open."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from advisor.evaluation.environment import record_environment
from advisor.evaluation.questions import Question
from advisor.evaluation.report import write_report
from advisor.evaluation.responses import Quote, Response
from advisor.evaluation.results import Results, evaluate_system

TEXTS = {"nurses": "Nurses earn $70,000 a year. <img src=x onerror=alert(1)> Nurses work nights."}


def report(folder: Path) -> Path:
    question = Question(id="pay", question="Pay?", must_include=(("80",),), gold_spans=("$70,000",), tags=("x" * 80,))
    quote = Quote(n=1, document="nurses", text="$70,000", start=12, end=19, score=0.5)
    response = Response(id="pay", answer="It is $70,000 [1].", citations=(quote,), contexts=(quote,), latency_ms=12)
    systems = tuple(evaluate_system(name, [question], [response], TEXTS) for name in ("advisor", "rival"))
    return write_report(folder, Results(record_environment([question], TEXTS), (question,), systems), TEXTS)


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(1200, "light"), (390, "dark")])
def test_the_report_opens_quietly_and_shows_a_failed_question(
    browser: Browser, tmp_path: Path, width: int, scheme: str
) -> None:
    page_file = report(tmp_path)
    said: list[str] = []
    asked: list[str] = []
    page = browser.new_page(
        viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page_file.as_uri())
    failed = page.locator("details#q0")
    failed.locator("summary").first.click()
    assert failed.get_by_text("none of 80").is_visible()
    failed.locator("a[href='#q0-c1']").click()
    assert failed.locator("#q0-c1 mark").inner_text() == "$70,000"
    assert failed.locator("#q0-c1 mark").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()
    assert said == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
