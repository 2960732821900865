"""What of a chart is sent ahead of the page: see `parts.figure`."""

from types import SimpleNamespace

import pytest

from dashboard import session
from dashboard.parts import figure


@pytest.fixture
def sent(monkeypatch):
    """What a run of a part of a page sends ahead."""
    messages = []
    run = SimpleNamespace(fragment_ids_this_run=["4f1c"], enqueue=messages.append)
    for module in (figure, session):
        monkeypatch.setattr(module, "get_script_run_ctx", lambda: run)
    return messages


def test_a_chart_that_stands_on_the_page_is_sent_ahead(sent):
    figure._send_ahead("a chart of São Tomé".encode())
    [message] = sent
    assert message.WhichOneof("type") == "stop_auto_rerun"
    assert list(message.stop_auto_rerun.fragment_ids) == ["a chart of São Tomé"]


def test_one_that_the_socket_could_not_find_again_is_sent_in_its_place_alone(sent):
    figure._send_ahead(b"x" * (figure.AHEAD + 1))
    assert sent == []


@pytest.mark.parametrize("run", [None, SimpleNamespace(fragment_ids_this_run=None)])
def test_a_page_that_is_opened_gets_each_chart_in_its_place(monkeypatch, run):
    for module in (figure, session):
        monkeypatch.setattr(module, "get_script_run_ctx", lambda: run)
    figure._send_ahead(b"a chart")  # without a way to send it would raise
