"""How the work of a function grows with its input, measured in one run so that a busy machine changes nothing."""

from __future__ import annotations

import time
from collections.abc import Callable


def growth(run: Callable[[int], object], small: int, large: int) -> float:
    """How many times the processor time per item grows from `small` to `large` items; 1 where it is linear.

    Work that is quadratic in its input gives large / small.
    """
    run(1)  # loads what the first run loads, without leaving anything of what is measured
    times = []
    for items in (small, large):
        started = time.process_time()
        run(items)
        times.append((time.process_time() - started) / items)
    return times[1] / times[0]
