"""Stems: the forms of an English word as one."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from advisor.grounding.thesaurus import irregular_base

_BRITISH = re.compile(r"(?<=\w{2})([iy])s(e|ed|es|er|ing|ation)$")  # "organise", "analysed"


@lru_cache(maxsize=65_536)
def bare_stem(word: str) -> str:
    """The stem of a lower-case word, synonyms kept apart."""
    return str(_stemmer().stemWord(_BRITISH.sub(r"\1z\2", irregular_base(word))))


@cache
def _stemmer():  # type: ignore[no-untyped-def]  # PyStemmer ships no types
    import Stemmer

    return Stemmer.Stemmer("english")
