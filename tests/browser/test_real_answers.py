"""The page as people get it: the real documents, store, models and advisor."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

import ui
from advisor.settings import Settings, WebSettings, build_advisor
from ingest.indexing import index
from tests.browser.conftest import free_port
from vectorstore.embedding import load_embedder
from vectorstore.settings import StoreConfig
from vectorstore.store import Store

pytestmark = pytest.mark.browser

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="module")
def real_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    config = StoreConfig(path=tmp_path_factory.mktemp("real") / "store")
    with Store.open(config, load_embedder(config.embedding_model), create=True) as store:
        index(store, [CORPUS])
    settings = Settings(store=config)
    page = ui.build_page(build_advisor(settings), settings)
    yield ui.serve(page, WebSettings(port=free_port()), block=False)
    page.close(verbose=False)


def test_a_question_is_answered_and_its_citation_opens_the_stating_words(browser: Browser, real_address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 860})
    page.goto(real_address)
    box = page.get_by_role("textbox", name="Your question")
    box.fill("What does a senior CDS specialist earn?")
    box.press("Enter")
    answer = page.locator(".answer .body")
    expect(answer).to_contain_text("$135,000–$175,000", timeout=15_000)
    answer.locator(".cite").first.click()
    passage = page.locator("mark.active")
    expect(passage).to_contain_text("$135,000-$175,000")
    expect(passage).to_be_in_viewport()
    page.close()


def test_a_follow_up_shows_what_was_searched_for(browser: Browser, real_address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(real_address)
    box = page.get_by_role("textbox", name="Your question")
    for turn, question in enumerate(["What does the documentation specialist do all day?", "and the pay?"]):
        box.fill(question)
        box.press("Enter")
        page.locator(".turn").nth(turn).locator(".tools").wait_for()
    expect(page.locator(".searched").last).to_contain_text("Documentation Specialist")
    page.close()
