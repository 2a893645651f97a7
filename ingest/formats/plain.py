"""Plain text and Markdown: bytes of any encoding to characters, otherwise untouched."""

from __future__ import annotations

import codecs
import re

from ingest.formats.extracted import Extracted, UnreadableError

_SAMPLE = 200_000  # bytes from which the encoding is guessed
_DEFAULT = "cp1252"
_MOST_TIED = 5  # a text that fits more encodings alike is too short to tell
_HEADING = re.compile(r"^#\s+(.+?)\s*#*$", re.MULTILINE)
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    # UTF-32's little-endian mark begins with UTF-16's.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def extract_plain(content: bytes) -> Extracted:
    """The characters of a text file, line ends as line feeds; NULs become spaces, so that offsets stay.

    Raises:
        UnreadableError: the bytes are no text in any encoding.
    """
    text = decode(content)
    return Extracted(text, _title(text))


def decode(content: bytes) -> str:
    """The characters of text in UTF-8, in whatever a byte order mark says, or in the encoding that fits best.

    Raises:
        UnreadableError: no encoding fits, or what comes out is mostly control characters.
    """
    text = _characters(content).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", " ")
    sample = text[:_SAMPLE]
    control = sum(character < " " and character not in "\t\n\f" for character in sample)
    if control > len(sample) / 20:
        raise UnreadableError("it looks like binary data, not text")
    return text


def _characters(content: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding).removeprefix("\ufeff")
            except UnicodeDecodeError as error:
                raise UnreadableError(f"it is marked as {encoding} and breaks off at byte {error.start}") from error
    # NULs are valid UTF-8, but in text they are UTF-16's.
    if content.count(b"\x00") < len(content) / 10:
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            pass
    return _guessed(content)


def _guessed(content: bytes) -> str:
    from charset_normalizer import from_bytes

    if (wide := _utf16(content)) is not None:
        return wide
    matches = list(from_bytes(content[:_SAMPLE]))
    if not matches:
        raise UnreadableError("no text encoding fits it: save it as UTF-8")
    # Where it fits as well as any, the web's default wins: "£" in English text fits two dozen encodings alike.
    tied = {match.encoding for match in matches if match.chaos <= matches[0].chaos}
    encoding = _DEFAULT if _DEFAULT in tied or len(tied) > _MOST_TIED else matches[0].encoding
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        # Beyond the sample it was another encoding after all.
        return content.decode(_DEFAULT, errors="replace")


def _utf16(content: bytes) -> str | None:
    """Text in UTF-16 without a mark: every second byte of European text is NUL."""
    pairs = len(content) // 2
    if not pairs or len(content) % 2:
        return None
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if content[start::2].count(0) > 0.7 * pairs:
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                return None
    return None


def _title(text: str) -> str | None:
    heading = _HEADING.search(text)
    return heading[1] if heading else None
