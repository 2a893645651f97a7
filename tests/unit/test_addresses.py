"""Addresses: what is fetched, what is refused, and that a redirect is judged like the first address."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from ingest.addresses import AddressError, IPAddress, Limits, fetch, is_address, is_public

PAGE = b"<!doctype html><html><body><main><h1>AI Triage Nurse</h1><p>It pays well.</p></main></body></html>"


class Site(BaseHTTPRequestHandler):
    """A small site; the path says what it does."""

    answers: ClassVar[dict[str, tuple[int, dict[str, str], bytes]]] = {
        "/page": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE),
        "/notes.md": (200, {"Content-Type": "text/plain"}, b"# Notes\n\nText."),
        "/file.pdf": (200, {"Content-Type": "application/octet-stream"}, b"%PDF-1.7"),
        "/packed": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(PAGE)),
        "/bomb": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(bytes(50_000))),
        "/cut": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(PAGE)[:-9]),
        "/brotli": (200, {"Content-Type": "text/html", "Content-Encoding": "br"}, b"..."),
        "/picture": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
        "/gone": (404, {"Content-Type": "text/html"}, PAGE),
        "/moved": (302, {"Location": "/page"}, b""),
        "/round": (302, {"Location": "/round"}, b""),
        "/inside": (302, {"Location": "http://127.0.0.2:1/secret"}, b""),
        "/files": (302, {"Location": "file:///etc/passwd"}, b""),
    }

    def do_GET(self) -> None:
        if self.path == "/endless":
            self._drip(b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n", b"word ")
        elif self.path == "/headers":
            self._drip(b"HTTP/1.0 200 OK\r\n", b"X")
        else:
            status, headers, body = self.answers[self.path]
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def _drip(self, start: bytes, drop: bytes) -> None:
        try:
            self.wfile.write(start)
            while True:
                self.wfile.write(drop)
                time.sleep(0.05)
        except OSError:
            return

    def log_message(self, format: str, *arguments: object) -> None:
        return


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def only_this_site(address: IPAddress) -> bool:
    return str(address) == "127.0.0.1"


@pytest.mark.loopback
@pytest.mark.parametrize(
    ("path", "name", "content"),
    [
        ("/page", "page.html", PAGE),
        ("/notes.md", "notes.md", b"# Notes\n\nText."),
        ("/file.pdf", "file.pdf", b"%PDF-1.7"),
        ("/packed", "packed.html", PAGE),
        ("/moved", "page.html", PAGE),
    ],
)
def test_what_an_address_holds_comes_with_a_name_that_says_its_type(
    site: str, path: str, name: str, content: bytes
) -> None:
    fetched = fetch(site + path, allowed=only_this_site)
    assert (fetched.address, fetched.name, fetched.content) == (site + path, name, content)


@pytest.mark.loopback
@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/picture", "type image/png"),
        ("/gone", "answered 404"),
        ("/round", "redirects more than"),
        ("/inside", "127.0.0.2 is not on the open internet"),
        ("/files", "kind 'file'"),
        ("/brotli", "sent as 'br'"),
        ("/cut", "breaks off"),
        ("/bomb", "more than 10,000 bytes"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_one_line(site: str, path: str, reason: str) -> None:
    with pytest.raises(AddressError, match=reason) as refused:
        fetch(site + path, limits=Limits(bytes=10_000, seconds=5), allowed=only_this_site)
    assert "\n" not in str(refused.value)


@pytest.mark.loopback
@pytest.mark.parametrize("path", ["/endless", "/headers"])
def test_a_server_that_never_ends_is_left_in_time(site: str, path: str) -> None:
    started = time.monotonic()
    with pytest.raises(AddressError, match=r"within 0\.5 s"):
        fetch(site + path, limits=Limits(seconds=0.5), allowed=only_this_site)
    assert time.monotonic() - started < 3


@pytest.mark.loopback
def test_a_stated_size_above_the_limit_is_refused_unread(site: str) -> None:
    with pytest.raises(AddressError, match="the limit is 10"):
        fetch(f"{site}/page", limits=Limits(bytes=10), allowed=only_this_site)


@pytest.mark.loopback
def test_this_machine_is_refused_by_every_name_it_has(site: str) -> None:
    port = site.rsplit(":", 1)[1]
    for host in ("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "0x7f.1"):
        with pytest.raises(AddressError):
            fetch(f"http://{host}:{port}/page")


@pytest.mark.loopback
def test_a_name_with_one_bad_address_is_refused_whole(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(site.rsplit(":", 1)[1])
    entries = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in ("127.0.0.1", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: entries)
    with pytest.raises(AddressError, match=r"10\.0\.0\.1"):
        fetch(f"http://two-faced.example:{port}/page", allowed=only_this_site)


@pytest.mark.loopback
def test_a_name_is_resolved_once_and_its_judged_address_is_the_one_called(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(site.rsplit(":", 1)[1])
    asked: list[str] = []

    def resolve(host: str, *_: object, **__: object) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        asked.append(host)
        address = "127.0.0.1" if asked.count(host) == 1 else "10.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert fetch(f"http://rebound.example:{port}/page", allowed=only_this_site).content == PAGE
    assert asked.count("rebound.example") == 1


@pytest.mark.parametrize(
    "address",
    [
        "10.1.2.3", "127.0.0.1", "169.254.169.254", "172.16.0.1", "192.168.1.1", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "240.0.0.1", "::", "::1", "fe80::1", "fc00::1", "ff02::1", "::ffff:10.0.0.1",
        "2002:7f00:1::", "64:ff9b::7f00:1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_on_the_open_internet_are_known(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"])
def test_addresses_of_the_open_internet_are_known(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("ftp://example.org/a", "kind 'ftp'"),
        ("http://", "names no machine"),
        ("http://user:secret@example.org/", "carries a name or password"),
        ("http://[::1", "not an address"),
        ("http://example.org:99999/", "not an address"),
    ],
)
def test_what_is_no_plain_web_address_is_refused(address: str, reason: str) -> None:
    with pytest.raises(AddressError, match=reason):
        fetch(address)


def test_addresses_are_told_from_paths() -> None:
    assert is_address("https://example.org/a")
    assert is_address(" HTTP://example.org")
    assert not is_address("corpus/http.txt")
