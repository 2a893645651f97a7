"""From evidence to claims to the Markdown a reader sees."""
