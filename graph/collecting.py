"""A reading without the collector of cyclic garbage.

A reading makes tens of thousands of small things that are all still needed and no cycles worth the search; the
collector would walk them, and the whole registry with them, several times a document.
"""

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def uncollected(function: Callable[P, R]) -> Callable[P, R]:
    """`function`, during which no cyclic garbage is looked for; whoever had the collector run has it run again."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if not gc.isenabled():
            return function(*args, **kwargs)
        gc.disable()
        try:
            return function(*args, **kwargs)
        finally:
            gc.enable()

    return run
