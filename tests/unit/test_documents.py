"""Files to documents: types, encodings, identity, and what is refused."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.documents import Corpus, Source, find_documents, uploaded
from ingest.formats.extracted import UnreadableError
from ingest.loading import extract, load_document
from vectorstore.store import Stored


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def as_stored(source: Source) -> Stored:
    return Stored(source.id, "T", source.sha256, source.origins, None, "1", (), 0, 0, 0, ())


def ids(corpus: Corpus) -> list[str]:
    return [source.id for source in corpus.sources]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_is_read_in_whatever_encoding(encoding: str) -> None:
    text = "Löhne für Pflegekräfte: über £30,000 – und \u201cmehr\u201d.\n" * 20
    assert extract("pay.txt", text.encode(encoding)).text == text


@given(st.text(st.characters(exclude_characters="\r\x00", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_utf8_text_is_kept_character_for_character(text: str) -> None:
    if text.strip() and not text.startswith("\ufeff"):
        assert extract("notes", b"# T\n" + text.encode()).text == "# T\n" + text


def test_line_ends_become_line_feeds_and_nuls_spaces() -> None:
    assert extract("a.txt", b"one\r\ntwo\rthree\x00four").text == "one\ntwo\nthree four"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t ", "empty"),
        ("a.txt", bytes(range(32)) * 40, "binary"),
        ("a.txt", b"\xff\xfea", "breaks off"),
        ("a.png", b"\x89PNG\r\n", "no reader for '.png'"),
        ("a.pdf", b"%PDF-1.7 and nothing more", "damaged"),
        ("a.pdf", b"plain words", "damaged"),
        ("a.docx", b"PK\x03\x04 broken", "not a readable Word document"),
        ("a.docx", zipped({"other.xml": b"<a/>"}), "not a readable Word document"),
        ("a.html", b"<html><body><script>x()</script></body></html>", "no text"),
        ("a.json", b"{", "not JSON"),
        ("a.json", b'{"x": 1}', "no question"),
        ("a.json", b"[" * 100_000, "nested too deeply"),
        ("a.csv", b"question,answer\n", "no rows"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(name: str, content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        extract(name, content)


def test_a_page_is_its_main_content_with_headings_lists_and_tables() -> None:
    html = (
        "<html><head><title>Site</title></head><body><nav><a>Home</a></nav><main><h1>Nurse</h1>"
        "<div><span>Demand</span><b>9/10</b></div><h2>Pay</h2><ul><li>Junior: <b>$70,000</b></li></ul>"
        "<table><tr><th>Level</th><th>Pay</th></tr><tr><td>Senior</td><td>$99k</td></tr></table>"
        "<details><summary>Is it hard?</summary>No.</details></main><footer>Cookies</footer></body></html>"
    )
    extracted = extract("nurse.html", html.encode())
    assert extracted.title == "Nurse"
    assert extracted.text == (
        "# Nurse\n\nDemand 9/10\n\n## Pay\n\n- Junior: $70,000\n\n| Level | Pay |\n| --- | --- |\n| Senior | $99k |\n\n"
        "#### Is it hard?\n\nNo.\n"
    )


def test_definitions_stand_behind_their_terms_below_the_heading_of_their_list() -> None:
    entry = "<h2>{0}</h2><dl><dt>Coding</dt><dd>No</dd><dt>From home?</dt><dd>Mostly, by <b>video</b></dd></dl>"
    html = f"<body><h1>Jobs</h1>{''.join(map(entry.format, ('Gait Analyst', 'Sleep Analyst')))}</body>"
    text = extract("jobs.html", html.encode()).text
    assert text.startswith("# Jobs\n\n## Gait Analyst\n\nCoding: No\n\nFrom home? Mostly, by video\n")


def test_points_that_a_judge_of_main_content_drops_are_kept_and_those_of_a_cell_stand_in_its_row() -> None:
    phase = "<details><summary>Phase {}: {}</summary><p><b>Goals</b></p><ul><li>{}</li></ul><p><b>Resources</b></p>"
    phase += "<ul><li>{}</li></ul><p><b>Milestone:</b> you find the alarm that nobody answered.</p></details>"
    told = "A Pump Alarm Listener decides which alarms a nurse has to hear and which a program may swallow."
    html = f"<body><h1>Pump Alarm Listener</h1><h2>The job</h2><p>{told}</p><h2>Roadmap</h2>"
    html += phase.format(1, "Sounds", "Name the causes", "Forty alarms") + phase.format(2, "Logs", "Read", "A handbook")
    html += "<table><tr><th>Level</th><th>Duty</th></tr><tr><td>Listener</td><td><ul><li>Sorts</li><li>Files</li></ul>"
    text = extract("pump.html", f"{html}</td></tr></table></body>".encode()).text
    assert all(f"- {point}\n" in text for point in ("Name the causes", "Forty alarms", "Read", "A handbook"))
    assert "| Listener | Sorts; Files |" in text


def test_a_page_nested_too_deeply_keeps_its_text() -> None:
    extracted = extract("deep.html", b"<html>" + b"<div>" * 5000 + b"<h2>Pay</h2><p>$9</p>")
    assert extracted.text.split() == ["Pay", "$9"]
    assert "nested too deeply" in extracted.warnings[0]


@pytest.mark.parametrize(
    "data",
    [
        [{"question": "How hard?", "answer": "Very."}],
        {"faqs": [{"Q": "How hard?", "A": "Very."}]},
        {"How hard?": "Very."},
        {"mainEntity": [{"@type": "Question", "name": "How hard?", "acceptedAnswer": {"text": "Very."}}]},
    ],
)
def test_json_pairs_become_headings_with_answers(data: object) -> None:
    assert extract("a.json", json.dumps(data).encode()).text == "## How hard?\n\nVery.\n"


def test_csv_pairs_become_headings_and_other_csv_a_table() -> None:
    assert extract("a.csv", b"id;Question;Answer\n1;How hard?;Very.\n").text == "## How hard?\n\nVery.\n"
    assert extract("a.csv", b"level,pay\nJunior,$9\n").text == "| level | pay |\n| --- | --- |\n| Junior | $9 |\n"


def test_a_folder_is_searched_through_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.md", ".hidden", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    assert ids(find_documents([tmp_path])) == ["b", "c"]


def test_the_same_content_twice_is_one_document_with_two_origins(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text("same")
    (source,) = find_documents([tmp_path]).sources
    assert (source.id, [Path(origin).name for origin in source.origins]) == ("one", ["one.txt", "two.txt"])


def test_files_of_one_name_get_ids_of_their_own(tmp_path: Path) -> None:
    for name in ("x.txt", "x.md", "sub/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    found = ids(find_documents([tmp_path]))
    assert len(set(found)) == 3
    assert "x" in found


def test_an_added_file_never_takes_the_id_of_a_stored_one(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("old")
    stored = [as_stored(source) for source in find_documents([tmp_path]).sources]
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("new")
    by_content = {source.load(): source.id for source in find_documents([tmp_path], stored).sources}
    assert by_content[b"old"] == "x"
    assert uploaded("x.txt", b"a third", stored).sources[0].id != "x"


def test_edited_and_renamed_files_keep_their_id(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_text("old")
    stored = [as_stored(source) for source in find_documents([tmp_path]).sources]
    file.write_text("edited")
    assert ids(find_documents([tmp_path], stored)) == ["x"]
    file.write_text("old")
    file.rename(tmp_path / "renamed.txt")
    assert ids(find_documents([tmp_path], stored)) == ["x"]


def test_the_manifest_names_orders_and_describes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A text.")
    (tmp_path / "b.txt").write_text("B text.")
    lines = [{"id": "b", "title": "Bee", "origin": "https://b.example", "licence": "CC0"}, {"id": "a"}]
    (tmp_path / "manifest.jsonl").write_text("\n".join(json.dumps(line) for line in lines) + '\n{"title": "no id"}\n')
    corpus = find_documents([tmp_path])
    assert ids(corpus) == ["b", "a"]
    document = load_document(corpus.sources[0]).document
    assert (document.title, document.licence, document.origins[0]) == ("Bee", "CC0", "https://b.example")
    assert len(corpus.faults) == 1
    assert "line 3: id: Field required" in corpus.faults[0]


def test_an_archive_is_opened_and_what_is_unsafe_in_it_skipped() -> None:
    content = zipped(
        {"good.txt": b"Fine.", "../evil.txt": b"Out.", "/etc/x.txt": b"Out.", "in.zip": zipped({"a.txt": b"a"})}
    )
    corpus = uploaded("all.zip", content)
    assert ids(corpus) == ["good"]
    reasons = [skipped.reason for skipped in corpus.skipped]
    assert sorted(reasons) == ["archives in archives are not opened", *["its name points outside the archive"] * 2]


def test_a_bomb_and_a_damaged_archive_are_skipped() -> None:
    bomb = uploaded("bomb.zip", zipped({"zeros.txt": b"0" * 40_000_000}))
    assert bomb.sources == ()
    assert "200 times" in bomb.skipped[0].reason
    damaged = uploaded("broken.zip", zipped({"a.txt": b"words " * 99})[:-30])
    assert "damaged zip" in damaged.skipped[0].reason


def test_too_large_unreadable_and_missing_files_are_skipped_one_by_one(tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(200_000_000)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "good.txt").write_text("Fine.")
    corpus = find_documents([tmp_path, tmp_path / "missing"])
    assert ids(corpus) == ["good"]
    assert [skipped.reason.split(":")[0].split(" (")[0] for skipped in corpus.skipped] == [
        "it cannot be read",
        "it has 200,000,000 bytes, the limit is 50,000,000",
        "it does not exist",
    ]
