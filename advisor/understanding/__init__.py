"""Reading one question: what it asks, of which careers and parts, under which conditions."""
