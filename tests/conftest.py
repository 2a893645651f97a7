from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from pytest_socket import disable_socket, enable_socket, socket_allow_hosts

from advisor.settings import PREFIX

# A property holds however slow the machine is: examples have no wall time to keep.
settings.register_profile("whenever", settings(), deadline=None)
settings.load_profile("whenever")

LOOPBACK = ["127.0.0.1", "::1", "localhost"]


@pytest.fixture(autouse=True)
def _refuse_the_network(request: pytest.FixtureRequest) -> Iterator[None]:
    """No test reaches another machine; those marked `loopback` or `browser` reach servers on this one."""
    if any(request.node.get_closest_marker(name) for name in ("loopback", "browser")):
        socket_allow_hosts(LOOPBACK, allow_unix_socket=True)
    else:
        disable_socket(allow_unix_socket=True)
    yield
    enable_socket()


@pytest.fixture(scope="session")
def learned(pytestconfig: pytest.Config) -> Path:
    """A folder for what is learned from the example questions, kept between runs: learning takes a minute."""
    assert pytestconfig.cache is not None
    return pytestconfig.cache.mkdir("learned")


@pytest.fixture(autouse=True)
def _default_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of whoever runs the tests change nothing in them."""
    monkeypatch.setattr("vectorstore.settings.ENV_FILE", Path(os.devnull))
    for name in list(os.environ):
        if name.upper().startswith(PREFIX):
            monkeypatch.delenv(name)
