"""Work that reports by calling back, turned into reports that can be waited for one by one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from queue import SimpleQueue
from typing import TypeVar

Report = TypeVar("Report")
Result = TypeVar("Result")


def watch_work(work: Callable[[Callable[[Report], None]], Result]) -> Iterator[Report | Result]:
    """What `work` reports, as it reports it, then what it returns; what it raises is raised here.

    The work runs in a thread of its own and ends even when nobody waits for the rest.
    """
    queue: SimpleQueue[Report | None] = SimpleQueue()
    outcome: list[Result] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            outcome.append(work(queue.put))
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            failure.append(error)
        finally:
            queue.put(None)

    thread = threading.Thread(target=run, name="watched work", daemon=True)
    thread.start()
    while (report := queue.get()) is not None:
        yield report
    thread.join()
    if failure:
        raise failure[0]
    yield outcome[0]
