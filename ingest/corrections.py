"""The owner's corrections put on what was read of a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from ingest.aliases import career_aliases
from ingest.chunking import with_career
from ingest.model_reading import Found
from ingest.planning import READ_TWICE
from ingest.reading import Reading, read_document
from vectorstore.changes import Changes, Entry
from vectorstore.corrections import (
    CareerCorrection,
    Correction,
    CorrectionError,
    read_corrections,
    write_corrections,
)
from vectorstore.profiles import career_id
from vectorstore.store import Store, Stored
from vectorstore.types import CareerProfile, Document, Section


@dataclass(frozen=True, slots=True)
class CareerNames:
    """What a career of a document shall be called; `current` is the name it has now."""

    current: str
    name: str
    aliases: tuple[str, ...]


def corrected(reading: Reading, correction: Correction | None) -> Reading:
    """The reading under the corrected title and names; spans and facts stay as they are."""
    if correction is None:
        return reading
    names = {career.read: career.name for career in correction.careers}
    return replace(
        reading,
        document=replace(reading.document, title=correction.title or reading.document.title),
        chunks=tuple(with_career(reading.chunks, names)),
        profiles=tuple(_renamed(profile, correction.of(profile.name)) for profile in reading.profiles),
    )


def correct_document(
    store: Store, file: Path, document: str, *, title: str, careers: Sequence[CareerNames], wait_s: float = 30
) -> None:
    """Correct a document's title and its careers' names, now and for every later ingest.

    What equals the document's own words is no correction: putting everything back removes it.

    Raises:
        CorrectionError: a name is missing, too long, or that of another career of the document; nothing is changed.
        StoreError: another run holds the store, or it cannot be written to.
    """
    with store.writing(timeout_s=wait_s):
        store.heal()
        stored = {each.id: each for each in store.stored()}
        if document not in stored:
            raise CorrectionError("This document is no longer stored: reload the page.")
        corrections = read_corrections(file)
        before = corrections.get(document)
        reading = _as_read(store, stored[document], before)
        after = _made(document, stored[document].title, reading, before, title=title, careers=careers)
        write_corrections(file, {**corrections, document: after})
        # The file comes first: an ingest finishes what is interrupted between the two.
        restored = after.title or (before.title_read if before else None) or stored[document].title
        done = corrected(replace(reading, document=replace(reading.document, title=restored)), after)
        entry = Entry(
            document=done.document,
            sections=done.sections,
            chunks=done.chunks,
            profiles=done.profiles,
            warnings=stored[document].warnings,
            original=store.original(document),
            # What is put back is read again by the next ingest: the file may have changed under the correction.
            reader=stored[document].reader.split("+")[0] + (after.mark or "+undone"),
        )
        store.apply(Changes(replace=(entry,), order=tuple(stored)))


@dataclass(frozen=True, slots=True)
class _Remembered:
    """What a second reader found before, under the names that were read."""

    profiles: tuple[CareerProfile, ...]

    def read(self, document: Document, sections: Sequence[Section], profiles: Sequence[CareerProfile]) -> Found:
        """The same once more."""
        return Found(self.profiles)


def _as_read(store: Store, stored: Stored, before: Correction | None) -> Reading:
    """The document as it reads uncorrected."""
    document = store.document(stored.id)
    if READ_TWICE not in stored.reader:
        return read_document(document)
    profiles = []
    for profile in store.profiles():
        if profile.document == stored.id:
            earlier = before.now(profile.name) if before else None
            name = earlier.read if earlier else profile.name
            profiles.append(replace(profile, name=name, aliases=career_aliases(name, document.text)))
    return read_document(document, second=_Remembered(tuple(profiles)))


def _made(
    document: str,
    title_now: str,
    reading: Reading,
    before: Correction | None,
    *,
    title: str,
    careers: Sequence[CareerNames],
) -> Correction:
    """The correction that gives the names asked for."""
    title_read = before.title_read if before and before.title_read else title_now
    wanted = " ".join(title.split())
    if not wanted:
        raise CorrectionError("A document needs a title.")
    try:
        changed = tuple(_changes(reading.profiles, before, careers))
        kept = wanted if wanted != title_read else None
        made = Correction(document=document, title=kept, title_read=title_read if kept else None, careers=changed)
    except ValidationError as error:
        fault = error.errors()[0]
        raise CorrectionError(f"{str(fault['loc'][0]).capitalize()}: {fault['msg'].lower()}.") from error
    names = [career_id(profile.name) for profile in corrected(reading, made).profiles]
    if len(set(names)) < len(names):
        raise CorrectionError("Two careers of one document cannot share a name.")
    return made


def _changes(
    profiles: Sequence[CareerProfile], before: Correction | None, careers: Sequence[CareerNames]
) -> Iterator[CareerCorrection]:
    """One correction for each career that shall be called otherwise than its document does."""
    for asked in careers:
        earlier = before.now(asked.current) if before else None
        read = earlier.read if earlier else asked.current
        profile = next((profile for profile in profiles if profile.name == read), None)
        if profile is None:
            raise CorrectionError(f"The document no longer describes {asked.current}: reload the page.")
        name = " ".join(asked.name.split())
        if not name or not career_id(name):
            raise CorrectionError(f"A career needs a name: what shall {asked.current} be called?")
        made = CareerCorrection(read=read, name=name, aliases=tuple(" ".join(alias.split()) for alias in asked.aliases))
        if (made.name, made.aliases) != (profile.name, profile.aliases):
            yield made


def _renamed(profile: CareerProfile, correction: CareerCorrection | None) -> CareerProfile:
    if correction is None:
        return profile
    return replace(profile, name=correction.name, aliases=correction.aliases)
