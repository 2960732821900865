"""What changed since a release, and pages as the data was known then."""

from datetime import date

import pytest

from dashboard import server, session
from loaders.releases import listed, write

EARLIER = date(2026, 3, 1)


@pytest.fixture
def kept(small, serve):
    """A release in which the law of Türkiye is a draft; it is in force now."""
    small.write(small.laws, small.law.replace("in_force", "draft"))
    write(small.load(), EARLIER)
    small.write(small.laws, small.law)
    return serve(small.root)


def test_without_a_release_the_page_says_how_to_keep_one(small, serve, visit):
    serve(small.root)
    page = visit("changes")
    assert not page.exception
    assert "sse release" in page.info[0].value


def test_what_changed_is_said_in_words(kept, visit):
    page = visit("changes")
    assert not page.exception
    assert [metric.value for metric in page.metric] == ["0", "1", "0", "1"]
    said = " ".join(text.value for text in page.markdown)
    assert "Draft \N{RIGHTWARDS ARROW} **In force**" in said
    # Else a corrected status reads as a law that came into force.
    assert "or a correction of what was recorded" in page.caption[0].value


def test_on_the_day_of_a_release_the_page_tells_what_changed_before(kept, visit, small):
    write(small.load(), date(2026, 6, 30))
    kept.refresh()
    page = visit("changes")
    box = page.selectbox(key="changes-since")
    assert box.options[0] == "30 June 2026"
    assert box.value == "2026-03-01"
    assert [metric.value for metric in page.metric] == ["0", "1", "0", "1"]


def test_a_state_that_is_not_kept_is_said_and_another_shown(kept, visit):
    page = visit("changes", since="2020-01-01")
    assert "not kept" in page.warning[0].value
    assert page.metric


def test_a_selection_in_which_nothing_changed_says_so(kept, visit):
    page = visit("changes", region="eu")
    assert "Nothing changed" in page.info[0].value


def test_what_changed_in_one_country(kept, visit, small):
    changed = small.law.replace("A law", "Another title").replace("tur-", "ita-")
    small.write("countries/ITA/laws.yaml", changed)
    kept.refresh()
    page = visit("changes")
    assert page.metric[1].value == "2"
    page.multiselect(key="filter-place").set_value(["ITA"]).run()
    assert page.query_params["place"] == "ITA"
    assert page.metric[1].value == "1"
    assert any("Italy" in text.value for text in page.markdown)
    page = visit("changes", place="FRA")
    assert page.multiselect(key="filter-place").value == ["FRA"]
    assert "Nothing changed" in page.info[0].value


def test_a_country_that_does_not_exist_is_said_and_the_others_shown(kept, visit):
    page = visit("changes", place="XXX,TUR")
    assert "XXX" in page.warning[0].value
    assert page.multiselect(key="filter-place").value == ["TUR"]
    assert page.metric[1].value == "1"


def test_since_the_last_visit(kept, visit, monkeypatch):
    monkeypatch.setattr(session, "last_visit", lambda: date(2026, 4, 5))
    page = visit("changes")
    assert page.selectbox(key="changes-since").value == "visit"
    assert "5 April 2026" in page.selectbox(key="changes-since").options[0]
    assert page.metric[1].value == "1"


def test_a_visit_before_the_first_release_offers_the_releases_alone(kept, visit, monkeypatch):
    monkeypatch.setattr(session, "last_visit", lambda: date(2026, 2, 1))
    assert visit("changes").selectbox(key="changes-since").value == "2026-03-01"


@pytest.mark.parametrize("known", ["2026-03-01", "2026-04-15"])
def test_a_page_shows_what_was_known_on_a_day(kept, visit, known):
    page = visit("country", country="TUR", known=known)
    assert not page.exception
    said = " ".join(text.value for text in page.markdown)
    assert "Data as known on 1 March 2026: 2 records." in said
    assert "Draft" in page.rows["tur-law-1"].facts
    page.button[0].click().run()
    assert "In force" in page.rows["tur-law-1"].facts
    assert "known" not in page.query_params


def test_officers_work_on_the_data_as_it_is_whatever_release_is_open(kept, visit):
    page = visit("officers", known="2026-04-15", id="tur-law-1")
    said = [text.value for text in page.markdown if "as it is now" in text.value]
    assert len(said) == 1 and "as known on 1 March 2026" in said[0]
    assert next(one for one in page.selectbox if one.label.startswith("Status")).value == "in_force"
    page = visit("officers", known="2026-04-15", section="worklist")
    waits = page.dataframe[0].value["What waits"].tolist()
    assert waits.count("Law in force without a date") == 2
    page = page.button[0].click().run()
    assert "known" not in page.query_params
    assert not [text for text in page.markdown if "as it is now" in text.value]


@pytest.mark.parametrize("known", ["2026-02-28", "x", "2026", "2026-02-30", "a" * 5000])
def test_a_day_of_which_no_state_is_kept_is_said_and_the_data_of_now_shown(kept, visit, known):
    page = visit("country", country="TUR", known=known)
    assert not page.exception
    assert "the first is of 1 March 2026" in page.warning[0].value
    assert "In force" in page.rows["tur-law-1"].facts


def test_a_version_of_the_data_is_found_as_it_is_then_in_its_release_else_said_to_be_gone(
    small, serve, visit
):
    small.write(small.laws, small.law.replace("in_force", "draft"))
    served = serve(small.root)
    asked = {"country": "TUR", "known": small.load().version}

    def shown():
        page = visit("country", **asked)
        assert not page.exception
        said = " ".join(text.value for text in page.markdown)
        return page.rows["tur-law-1"].facts, "Data as known" in said, len(page.warning)

    now, past = "Draft", "In force"
    assert now in shown()[0]
    assert shown()[1:] == (False, 0)
    released = small.load()
    small.write(small.laws, small.law)
    served.refresh()
    assert past in shown()[0]
    assert shown()[1:] == (False, 1)
    write(released, EARLIER)
    served.refresh()
    assert now in shown()[0]
    assert shown()[1:] == (True, 0)


def test_a_known_day_speaks_with_the_release_s_day(kept, visit):
    """An as-of date is today's for a status on the day of the release, not of the reader."""
    page = visit("overview", known="2026-04-15")
    assert page.date_input[0].value == EARLIER


@pytest.mark.parametrize(
    ("cookie", "kept_now"),
    [
        ("", ".2026-06-30"),
        (".2026-06-29", "2026-06-29.2026-06-30"),
        ("2026-05-01.2026-06-30", "2026-05-01.2026-06-30"),
        ("2026-05-01.2026-06-12", "2026-06-12.2026-06-30"),
        ("x; Path=/.y\r\nz", ".2026-06-30"),
    ],
)
def test_the_cookie_keeps_two_days_and_nothing_else(cookie, kept_now):
    assert server.visits(cookie, date(2026, 6, 30)) == kept_now


def test_a_record_tells_its_history_when_asked(kept, visit):
    page = visit("record", id="tur-law-1")
    assert not page.expander(key="history").markdown
    page.session_state["history"] = True
    page.run()
    assert not page.exception
    [told] = page.expander(key="history").markdown
    assert told.value.split("\n") == [
        "- **Not released yet** Status: Draft \N{RIGHTWARDS ARROW} **In force**",
        "- **1 March 2026** Added",
    ]
    page = visit("record", id="tur-law-1", known="2026-03-01")
    page.session_state["history"] = True
    page.run()
    assert page.expander(key="history").markdown[0].value == "- **1 March 2026** Added"


def test_a_status_that_is_gone_is_not_told_as_the_end_of_the_plan(small, serve, visit):
    plan = (
        "- {id: tur-p1, title: P, status: adopted, adopted: 2024,"
        " sources: [{title: t, publisher: p, reference: r}]}\n"
    )
    small.write("countries/TUR/action-plans.yaml", plan)
    write(small.load(), EARLIER)
    small.write("countries/TUR/action-plans.yaml", plan.replace("status: adopted, ", ""))
    serve(small.root)
    said = " ".join(text.value for text in visit("changes").markdown)
    assert "Adopted \N{RIGHTWARDS ARROW} **no longer stated**" in said
    assert "****" not in said


def test_of_many_statuses_the_first_are_listed_and_the_rest_on_request(visit, snapshot):
    page = visit("changes", since=str(listed(snapshot.root)[0].day))

    def listed_lines():
        texts = [text.value for text in page.markdown]
        return [text.split("\n") for text in texts if text.startswith("- **")]

    assert len(listed_lines()[0]) == 12
    [more] = [one for one in page.expander if one.label.startswith("and ")]
    page.session_state["changes-statuses"] = True
    page.run()
    assert more.label == f"and {len(listed_lines()[1])} more"
