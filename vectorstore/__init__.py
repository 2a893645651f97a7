"""What both ingest and advisor need: values, embedding, and the store."""
