from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from playwright.sync_api import Request as WebRequest

import ui
from advisor.conversation import Advisor
from advisor.settings import Settings, WebSettings
from tests.browser.scripted import ScriptedAdvisor

QUIET = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
QUIET += "--disable-component-update --disable-sync"


@dataclass
class Observed:
    """What a page did behind the reader's back."""

    console: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.fail("The browser tests need Chromium: apt-get install chromium, or `.ci/run`, which does it.")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=QUIET.split())
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    page = ui.build_page(cast(Advisor, ScriptedAdvisor()), Settings())
    yield ui.serve(page, WebSettings(port=free_port()), block=False)
    page.close(verbose=False)


@pytest.fixture
def observed() -> Observed:
    return Observed()


@pytest.fixture
def page(request: pytest.FixtureRequest, browser: Browser, address: str, observed: Observed) -> Iterator[Page]:
    """The chat in a fresh tab, of the size and colour scheme that its parameter names."""
    view = {"width": 1280, "height": 860, "scheme": "light"} | getattr(request, "param", {})
    opened = browser.new_page(
        viewport={"width": view["width"], "height": view["height"]}, color_scheme=view["scheme"], has_touch=False
    )
    opened.set_default_timeout(10_000)

    def note_console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            observed.console.append(message.text)

    def note_request(made: WebRequest) -> None:
        if not made.url.startswith((address, "data:", "blob:")):
            observed.outside.append(made.url)

    opened.on("console", note_console)
    opened.on("pageerror", lambda error: observed.console.append(str(error)))
    opened.on("request", note_request)
    opened.goto(address)
    opened.get_by_text("Try one of these").wait_for()
    yield opened
    opened.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
