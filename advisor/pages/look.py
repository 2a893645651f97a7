"""How the pages look: a theme of system fonts and quiet colours, and one style sheet."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import gradio as gr

SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")
MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace")


def make_theme() -> gr.themes.Base:
    """The theme: fonts that every machine has, so that no page asks another server for one."""
    import gradio as gr

    return gr.themes.Base(primary_hue="teal", neutral_hue="slate", font=SANS, font_mono=MONO)


def load_css() -> str:
    """The style sheet of all pages."""
    return (files("advisor.pages") / "pages.css").read_text(encoding="utf-8")
