"""What the host decides: who may frame the pages, where errors are reported to."""

import pytest

from dashboard import hosting, server
from dashboard.commands import main
from dashboard.hosting import Hosting, HostingError


@pytest.fixture
def hosted(monkeypatch):
    """Serves with these settings, and with none afterwards."""
    monkeypatch.setattr(hosting, "_hosting", Hosting())
    return hosting.use


def test_nobody_else_may_frame_the_pages_unless_named():
    assert Hosting().frame_ancestors == "'self'"
    named = Hosting(("https://intranet.example.org", "http://localhost:8080"))
    assert named.frame_ancestors == "'self' https://intranet.example.org http://localhost:8080"


def test_the_sites_stand_in_the_policy_of_every_response(hosted):
    hosted(Hosting(("https://intranet.example.org",)))
    sent = dict(server.SecurityHeaders(server.serve_asset).added)
    policy = sent[b"content-security-policy"].decode()
    assert policy.endswith("frame-ancestors 'self' https://intranet.example.org")
    assert policy.startswith("default-src 'self';")


@pytest.mark.parametrize(
    "site", ["intranet", "https://a.example/x", "'none'; script-src *", "https://a b", ""]
)
def test_a_site_that_is_none_is_refused(site):
    with pytest.raises(HostingError, match="without a path"):
        Hosting((site,))


@pytest.mark.parametrize("address", ["javascript:alert(1)", "mail@example.org", "https://a b", "x"])
def test_an_address_that_cannot_be_opened_is_refused(address):
    with pytest.raises(HostingError, match=r"\{id\}"):
        Hosting(report_to=address)


def test_the_record_s_id_goes_into_the_address():
    found = Hosting(report_to="mailto:sse@example.org?subject={id}").report_address("tur-law 1&x")
    assert found == "mailto:sse@example.org?subject=tur-law%201%26x"
    assert Hosting().report_address("tur-law-1") == ""


def test_a_record_has_a_button_where_the_host_names_an_address(hosted, visit):
    def buttons():
        return [one.proto.url for one in visit("record", id="tur-law-1163").get("link_button")]

    assert buttons() == []
    hosted(Hosting(report_to="https://git.example.org/new?title={id}"))
    assert buttons() == ["https://git.example.org/new?title=tur-law-1163"]


@pytest.mark.parametrize("option", [["--framed-by", "x"], ["--report-to", "x"]])
def test_serve_says_what_to_write_instead(option, capsys):
    assert main(["serve", *option]) == 2
    assert "Write" in capsys.readouterr().err
