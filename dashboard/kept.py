"""What was made is kept for who asks for the same again, whichever reader that is."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Concatenate, Generic, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from loaders import Snapshot

Made = TypeVar("Made")
Asked = ParamSpec("Asked")


class Kept(Generic[Made]):
    """What was made for the newest keys; the oldest goes first.

    Streamlit's own `cache_resource` took 0.4 ms for each, of the 27 that a change of `/plans` took
    the server.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._made: OrderedDict[Hashable, Made] = OrderedDict()

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What is kept under this key; made now where nothing is."""
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = make()
            while len(self._made) > self._most:
                self._made.popitem(last=False)
        return made


class KeptOf(Generic[Made]):
    """What was made of the newest objects, each told by which it is and not by what it holds."""

    def __init__(self, most: int) -> None:
        self._kept: Kept[tuple[object, Made]] = Kept(most)

    def once(self, of: object, make: Callable[[], Made], *also: Hashable) -> Made:
        """What is kept of this object, and of all that it was made of `also`."""
        # Held with what was made of it, it keeps its number, which no other can have meanwhile.
        _of, made = self._kept.once((id(of), *also), lambda: (of, make()))
        return made


def with_snapshot(
    most: int,
) -> Callable[
    [Callable[Concatenate[Snapshot, Asked], Made]], Callable[Concatenate[Snapshot, Asked], Made]
]:
    """Keeps so many results of a function for each snapshot, and for no longer than that lives.

    Of every draft that an officer looks at there is a snapshot. Results must not hold it.
    """

    def keeping(
        make: Callable[Concatenate[Snapshot, Asked], Made],
    ) -> Callable[Concatenate[Snapshot, Asked], Made]:
        of_snapshots: WeakKeyDictionary[Snapshot, Kept[Made]] = WeakKeyDictionary()

        @wraps(make)
        def once(snapshot: Snapshot, *args: Asked.args, **kwargs: Asked.kwargs) -> Made:
            kept = of_snapshots.setdefault(snapshot, Kept(most))
            key = (args, *sorted(kwargs.items()))
            return kept.once(key, lambda: make(snapshot, *args, **kwargs))

        return once

    return keeping
