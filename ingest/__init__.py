"""Documents to sections, facts and chunks, and those into the store."""
