"""Grounding: each claim is held against the spans it cites before it reaches the reader."""

from advisor.grounding.coverage import Encode
from advisor.grounding.evidence import Source, source_from_chunk
from advisor.grounding.gate import Verdict, ground

__all__ = ["Encode", "Source", "Verdict", "ground", "source_from_chunk"]
