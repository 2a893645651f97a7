"""The advisor: a question to its reply, every claim citing a passage."""
