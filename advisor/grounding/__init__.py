"""Grounding: each claim is held against the spans it cites before it reaches the reader."""

from advisor.grounding.encoding import Encode, encoder
from advisor.grounding.evidence import Source, last_parts, source_from_chunk
from advisor.grounding.gate import Verdict, ground

__all__ = ["Encode", "Source", "Verdict", "encoder", "ground", "last_parts", "source_from_chunk"]
