"""What is kept goes: the oldest first, and with its snapshot."""

import gc

from dashboard.kept import Kept, KeptOf, with_snapshot


def test_the_oldest_goes_first():
    made, kept = [], Kept(2)
    for key in ("a", "b", "a", "c", "b", "a"):
        kept.once(key, lambda key=key: made.append(key) or key)
    assert made == ["a", "b", "c", "a"]


def test_objects_that_hold_the_same_are_two():
    kept, one, same = KeptOf(4), [1], [1]
    assert kept.once(one, lambda: "of one") == kept.once(one, lambda: "again") == "of one"
    assert kept.once(same, lambda: "of the other") == "of the other"
    assert kept.once(one, lambda: "in the dark", "dark") == "in the dark"


def test_what_was_worked_out_goes_with_its_snapshot(small):
    class Rows:
        alive = 0

        def __init__(self):
            Rows.alive += 1

        def __del__(self):
            Rows.alive -= 1

    @with_snapshot(2)
    def rows(_snapshot, _country):
        return Rows()

    first, second = small.load(), small.load()
    assert rows(first, "TUR") is rows(first, "TUR") is not rows(second, "TUR")
    assert rows(first, _country="TUR") is not rows(first, _country="ITA")
    assert Rows.alive == 3, "of one snapshot the oldest is gone"
    del first
    gc.collect()
    assert Rows.alive == 1
