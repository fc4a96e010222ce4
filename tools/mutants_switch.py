"""Which check is out just now. The copied sources ask by two names, which it gives to everybody."""

import builtins
import os
from collections.abc import Callable
from functools import wraps
from typing import Any

View = Callable[..., Any]


class Switch:
    """0 takes nothing out."""

    number = int(os.environ.get("VICEVERSA_MUTANT", "0"))


def taken_out(number: int) -> bool:
    return number == Switch.number


def unless(question: Callable[[], bool], guard: Callable[[View], View]) -> Callable[[View], View]:
    """The guard before a view, for as long as it is not taken out."""

    def decorate(view: View) -> View:
        guarded = guard(view)

        @wraps(guarded)
        def chosen(*args: Any, **named: Any) -> Any:
            return (view if question() else guarded)(*args, **named)

        return chosen

    return decorate


vars(builtins).update(taken_out=taken_out, unless=unless)
