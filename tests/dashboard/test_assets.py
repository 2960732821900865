"""Files that are named by their content."""

import pytest

from dashboard import assets


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    monkeypatch.setattr(assets, "_offered", {})


def offered(number):
    one = assets.asset("traces.json", str(number).encode(), "application/json")
    assets.offer(one)
    return one.path


def test_a_file_that_is_offered_is_served_until_so_many_others_are():
    first, *others = (offered(number) for number in range(assets.OFFERED))
    assert assets.published(first)
    offered("one more")
    assert assets.published(first) is None
    assert all(map(assets.published, others))


def test_a_file_that_is_offered_again_is_the_newest():
    first, second, *_others = (offered(number) for number in range(assets.OFFERED))
    assert offered(0) == first
    offered("one more")
    assert assets.published(first)
    assert assets.published(second) is None
