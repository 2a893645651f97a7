"""Bytes of one file to text, by type; headings, lists and tables come out as Markdown."""
