"""A draft is handed in only without an error; what is left to do opens where it is done."""

import pytest

from dashboard import hosting
from dashboard.drafts import Change
from dashboard.hosting import Hosting
from tests.dashboard.office import LAWS, PLAN, PLANS, button, corrected, field, shown_texts

pytestmark = pytest.mark.usefixtures("kept")


def test_it_is_handed_in_only_without_an_error(office, kept, small, monkeypatch):
    monkeypatch.setattr(
        hosting, "_hosting", Hosting(propose_to="https://git.example.org/edit/{path}")
    )
    wrong = corrected(small, kept, small.law.replace("status: in_force", "status: inforce"))
    page = office(step="hand-in", draft=wrong)
    assert "**A law**\n\n- Status: " in shown_texts(page) and "Did you mean" in shown_texts(page)
    assert not page.get("download_button")
    page = button(page, "Open it in the form").click().run()
    assert field(page, "status").value == "inforce"
    right = corrected(small, kept, small.law.replace("A law", "The law"))
    page = office(step="hand-in", draft=right)
    assert len(page.get("download_button")) == 2
    address = [one.proto.url for one in page.get("link_button")]
    assert address == ["https://git.example.org/edit/data/countries/TUR/laws.yaml"]


def test_what_is_left_to_do_in_an_action_opens_the_action(office, kept):
    one = kept.start()
    wrong = PLAN.replace("planned", "plant")
    kept.change(one, lambda draft: {PLANS: Change(None, wrong)})
    page = office(step="hand-in", draft=one)
    assert "**First**\n\n- Status: " in shown_texts(page)
    page = button(page, "Open it in the form").click().run()
    assert field(page, "status", "tur-plan-a01", PLANS).value == "plant"


def test_an_error_that_a_draft_brings_elsewhere_keeps_it(office, kept, small):
    small.write(
        "countries/ITA/laws.yaml", small.law.replace("tur-", "ita-") + "  amends: [tur-law-1]\n"
    )
    gone = corrected(small, kept, None)
    page = office(step="hand-in", draft=gone)
    assert "ITA" in shown_texts(page)
    assert not page.get("download_button")


@pytest.mark.parametrize("step", ["look", "hand-in"])
def test_a_warning_is_told_and_does_not_keep_a_draft(office, kept, step):
    one = kept.start()
    late = "status: planned\n      updates: [{date: 2025, status: completed}]"
    plan = PLAN.replace("status: planned", late)
    kept.change(one, lambda draft: {PLANS: Change(None, plan)})
    page = office(step=step, draft=one)
    assert [said.value.split(".")[0] for said in page.warning] == ["1 warning is left"]
    assert "**First**\n\n- Status: " in shown_texts(page)
    assert not page.success
    assert len(page.get("download_button")) == (2 if step == "hand-in" else 0)
    page = button(page, "Open it in the form").click().run()
    assert field(page, "status", "tur-plan-a01", PLANS).value == "planned"


def test_a_status_on_the_day_that_confirmed_another_is_told(office, kept, small, serve):
    dated = small.law.replace("in_force\n", "in_force\n  status_as_of: 2026-03\n")
    small.write(LAWS, dated)
    serve(small.root)
    one = kept.start()
    repealed = dated.replace("status: in_force", "status: repealed")
    kept.change(one, lambda draft: {LAWS: Change(dated, repealed)})
    page = office(step="hand-in", draft=one)
    assert "**A law**\n\n- Status as of: '2026" in shown_texts(page)
    assert page.get("download_button")
