"""Taking out what no folder holds: uploads and what was fetched. Other documents go when their file does."""

from __future__ import annotations

from ingest.documents import ADDRESS, UPLOAD, CorpusError
from vectorstore.changes import Changes
from vectorstore.store import Store, Stored


def is_removable(stored: Stored) -> bool:
    """True when the next ingest would not bring the document back: it was received, and no file holds it."""
    return bool(stored.origins) and all(origin.startswith((UPLOAD, ADDRESS)) for origin in stored.origins)


def remove_document(store: Store, document: str, *, wait_s: float = 30) -> None:
    """Remove one document that was received; one that is gone already is no error.

    Raises:
        CorpusError: a file of the corpus holds it.
        StoreError: another run holds the store, or it cannot be written to.
    """
    with store.writing(timeout_s=wait_s):
        store.heal()
        stored = {each.id: each for each in store.stored()}
        if document not in stored:
            return
        if not is_removable(stored[document]):
            raise CorpusError("A file holds this document: delete the file and run `python -m ingest`.")
        order = tuple(each for each in stored if each != document)
        store.apply(Changes(remove=(document,), order=order))
