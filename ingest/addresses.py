"""An address to the bytes it holds, without letting it point the program at machines around it.

A name is resolved once, each of its addresses is judged, and the connection is made to the one judged: a name that
resolves otherwise a moment later gains nothing. A redirect is a new address, judged like the first.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

import certifi
import httpcore

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

# The ending by which the readers know each type; a server that says nothing useful leaves it to the address.
ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "application/json": ".json",
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
UNSTATED = ("", "application/octet-stream", "binary/octet-stream")
REDIRECTS = (301, 302, 303, 307, 308)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class AddressError(Exception):
    """An address is refused or cannot be fetched; the message says why in one line and does not repeat it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an address may cost."""

    bytes: int = 20_000_000
    seconds: float = 30.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address holds: `name` is a file name whose ending says its type."""

    address: str
    name: str
    content: bytes


def is_address(text: str) -> bool:
    """True for what is meant as an address and not as a path."""
    return re.match(r"https?://", text.strip(), re.IGNORECASE) is not None


def is_public(address: IPAddress) -> bool:
    """True for an address of the open internet: not private, loopback, link-local, reserved or multicast."""
    if isinstance(address, ipaddress.IPv6Address):
        # Each of these forms carries the IPv4 address that a packet ends up at.
        if address in _NAT64:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if any(each is not None and not is_public(each) for each in inner):
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def fetch(address: str, *, limits: Limits = Limits(), allowed: Callable[[IPAddress], bool] = is_public) -> Fetched:
    """What `address` holds, after at most `limits.redirects` redirects; no proxy is used and no cookie kept.

    Raises:
        AddressError: it is not an http or https address, leads to a machine that `allowed` refuses, does not answer
            in time, holds more than the limit, or is of a type that cannot be read.
    """
    asked = address.strip()
    backend = _GuardedBackend(allowed, time.monotonic() + limits.seconds)
    context = ssl.create_default_context(cafile=certifi.where())
    here = asked
    try:
        with httpcore.ConnectionPool(ssl_context=context, network_backend=backend, max_connections=1) as pool:
            for _ in range(limits.redirects + 1):
                with pool.stream("GET", _checked(here), headers=_headers(here)) as response:
                    headers = {key.decode().lower(): value.decode("latin-1") for key, value in response.headers}
                    if response.status in REDIRECTS and "location" in headers:
                        here = urljoin(here, headers["location"])
                        continue
                    if response.status != 200:
                        raise AddressError(f"the server answered {response.status}, wanted is 200")
                    ending = _ending(headers.get("content-type", ""), here)
                    content = _body(response.iter_stream(), headers, limits)
                    return Fetched(asked, _name(here, ending), content)
    except httpcore.TimeoutException as error:
        raise AddressError(f"it did not answer in full within {limits.seconds:g} s") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError, OSError) as error:
        raise AddressError(f"it cannot be reached ({error or type(error).__name__})") from error
    raise AddressError(f"it redirects more than {limits.redirects} times")


class _GuardedBackend(httpcore.NetworkBackend):
    """Connects to judged addresses only, and to none once the time is over."""

    def __init__(self, allowed: Callable[[IPAddress], bool], deadline: float) -> None:
        self._allowed = allowed
        self._deadline = deadline
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of `host`, all of which were judged."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise AddressError(f"no machine is known as {host}") from error
        addresses = list(dict.fromkeys(str(entry[4][0]).split("%")[0] for entry in found))
        for each in addresses:
            if not self._allowed(ipaddress.ip_address(each)):
                place = host if host == each else f"{host}, at {each},"
                raise AddressError(f"{place} is not on the open internet")
        failure: Exception | None = None
        for each in addresses:
            try:
                stream = self._backend.connect_tcp(each, port, _left(self._deadline), local_address, socket_options)
            except httpcore.ConnectError as error:
                failure = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failure or AddressError(f"no machine is known as {host}")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None
    ) -> httpcore.NetworkStream:
        """Never."""
        raise AddressError("it is no address of the open internet")


class _TimedStream(httpcore.NetworkStream):
    """A stream whose every step ends by one deadline: a server that drips its header a byte at a time ends too."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline)), self._deadline)

    def get_extra_info(self, info: str) -> Any:  # the library's own signature
        return self._stream.get_extra_info(info)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return left


def _checked(address: str) -> str:
    """The address in plain ASCII, fit for a request line."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
        name = f"[{host}]" if host and ":" in host else (host or "").encode("idna").decode()
    except ValueError as error:
        raise AddressError(f"it is not an address ({error})") from error
    if parts.scheme.lower() not in ("http", "https"):
        raise AddressError(f"it is of the kind {parts.scheme!r}, wanted is http or https")
    if not name or parts.username is not None or parts.password is not None:
        raise AddressError("it names no machine" if not name else "it carries a name or password, which is refused")
    path = quote(parts.path or "/", safe="/%:=&~+!$,;'@()*")
    query = f"?{quote(parts.query, safe='/?%:=&~+!$,;@()*[]')}" if parts.query else ""
    return f"{parts.scheme.lower()}://{name}{f':{port}' if port else ''}{path}{query}"


def _headers(address: str) -> list[tuple[bytes | str, bytes | str]]:
    return [
        ("Host", urlsplit(_checked(address)).netloc),
        ("User-Agent", "career-advisor"),
        ("Accept", ", ".join(ENDINGS)),
        ("Accept-Encoding", "gzip, identity"),
    ]


def _ending(content_type: str, address: str) -> str:
    stated = content_type.partition(";")[0].strip().lower()
    ending = PurePosixPath(urlsplit(address).path).suffix.lower()
    if stated in UNSTATED and ending in ENDINGS.values():
        return ending
    if stated not in ENDINGS:
        raise AddressError(f"it is of the type {stated or 'unknown'}, wanted is one of {', '.join(ENDINGS)}")
    # Servers send Markdown and tables as plain text.
    return ending if stated == "text/plain" and ending in (".md", ".csv", ".json") else ENDINGS[stated]


def _body(parts: Iterable[bytes], headers: dict[str, str], limits: Limits) -> bytes:
    encoding = headers.get("content-encoding", "identity").strip().lower() or "identity"
    if encoding not in ("identity", "gzip", "x-gzip"):
        raise AddressError(f"it is sent as {encoding!r}, wanted is gzip or plain")
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length) > limits.bytes:
        raise AddressError(f"it has {int(length):,} bytes, the limit is {limits.bytes:,}")
    inflate = zlib.decompressobj(wbits=31) if encoding != "identity" else None
    content = bytearray()
    for part in parts:
        try:
            # One byte more than is allowed is enough to know that it is too much.
            content += inflate.decompress(part, limits.bytes + 1 - len(content)) if inflate else part
        except zlib.error as error:
            raise AddressError(f"it is damaged ({error})") from error
        if len(content) > limits.bytes:
            raise AddressError(f"it has more than {limits.bytes:,} bytes")
    if inflate and not inflate.eof:
        raise AddressError("it breaks off")
    return bytes(content)


def _name(address: str, ending: str) -> str:
    """A file name for what an address holds: its last step, or its machine's name."""
    parts = urlsplit(address)
    steps = [unquote(step) for step in parts.path.split("/") if step]
    stem = PurePosixPath(steps[-1].replace("/", "-")).stem if steps else ""
    return f"{stem or parts.hostname or 'page'}{ending}"
