"""The search page and the page of one record."""

import re

import polars as pl
import pytest

from dashboard.filters import CHOICES, Selection
from dashboard.language import day, fold
from dashboard.queries import action_plans
from dashboard.queries.records import counts, search

HOSTILE = "![p](https://evil.example/p.png) <a href='https://evil.example'>h</a> :red[d] $x$"


def shown(page):
    said = [text.value for text in [*page.markdown, *page.caption, *page.warning]]
    return "\n".join([*said, *(table.value.to_csv() for table in page.table)])


# The empty case first


def test_a_folder_without_records_gives_a_page_that_says_so(empty, serve, visit):
    serve(empty.root)
    page = visit("records")
    assert not page.exception
    assert [info.value[:9] for info in page.info] == ["No record"]


def test_words_that_no_record_holds_say_what_to_do(visit):
    page = visit("records", q="zzzqq")
    assert not page.exception
    assert "Use fewer" in page.info[0].value


def test_a_filter_that_came_along_is_named_where_it_leaves_nothing(visit):
    """Chosen for what changed, a country stays chosen for the search."""
    page = visit("records", q="7339", place="KOR")
    found = re.fullmatch(r"Of all records (\d+) hold.*: (.*)\.", page.info[0].value)
    assert found and "Republic of Korea" in found[2]
    [clear] = [button for button in page.button if button.label == "Clear 1 filter"]
    clear.click().run()
    assert dict(page.query_params) == {"q": "7339"}
    assert f"**{found[1]} records**" in shown(page)


# The shipped data


def test_all_records_are_listed_without_words(visit, snapshot):
    page = visit("records")
    assert not page.exception
    assert f"**{snapshot.frames['records'].height:,} records**" in shown(page)


def test_words_in_the_address_are_in_the_box_and_marked_in_the_hits(visit):
    page = visit("records", q="isleri turkiye")
    assert page.text_input(key="records-words").value == "isleri turkiye"
    assert "](record?id=tur-" in shown(page)


def test_words_that_are_typed_go_into_the_address(visit):
    page = visit("records", page="3")
    page.text_input(key="records-words").input(" quebec ").run()
    assert dict(page.query_params) == {"q": "quebec"}


def test_the_buttons_count_the_kinds_and_narrow_the_hits(visit):
    page = visit("records", q="quebec", kind="law")
    everything = visit("records", q="quebec")
    pills = everything.pills(key="records-kind")
    assert page.pills(key="records-kind").value == ["law"]
    [law] = [label for label in pills.options if label.startswith("Laws and policies")]
    number = law.rpartition("(")[2].rstrip(")")
    assert f"**{number} record" in shown(page)


@pytest.mark.parametrize("facet", ["status", "scope", "theme"])
def test_each_button_counts_what_it_would_leave(visit, snapshot, facet):
    """With the other choices as they are: here, laws of Africa."""
    page = visit("records", region="ilo-africa", kind="law")
    page.pills(key="records-facet").select(facet).run()
    choice = next(choice for choice in CHOICES if choice.key == facet)
    laws = snapshot.frames["laws"].filter(
        pl.col("country").is_in(snapshot.reference.groups["ilo-africa"]["members"])
    )
    code, number = next(iter(counts(laws, choice).items()))
    label = choice.codes(snapshot.reference)[code]
    pills = page.pills(key=f"records-{facet}")
    assert f"{label} ({number})" in pills.options
    pills.select(code).run()
    assert page.query_params[facet] == code
    assert f"**{number} record" in shown(page)


def test_hits_as_a_table(visit):
    page = visit("records", q="quebec", **{"as": "table"})
    table = page.dataframe[0].value
    assert list(table.columns) == [
        "Title",
        "Kind",
        "Country or area",
        "Date",
        "Themes",
        "Identifier",
    ]
    assert f"**{len(table)} records**" in shown(page)


@pytest.mark.parametrize("layout", ["list", "cards", "table"])
@pytest.mark.parametrize("words", ["quebec", ""])
def test_every_layout_has_the_order_of_the_search_and_says_it(visit, snapshot, words, layout):
    page = visit("records", q=words, **{"as": layout})
    order = search(snapshot, words, Selection())["id"].to_list()
    told = (
        page.dataframe[0].value["Identifier"].to_list()
        if layout == "table"
        else re.findall(r"\]\(record\?id=([^)]+)\)", shown(page))
    )
    assert told == order[: len(told)]
    assert len(told) > 3
    said = "those with your words in the title first, then the newest" if words else "newest first"
    assert f" records**, {said}" in shown(page)


@pytest.mark.parametrize("number", ["0", "-1", "x", "2²", "9" * 5_000])
def test_a_page_that_cannot_be_read_is_reported_and_the_first_shown(visit, number):
    page = visit("records", page=number)
    assert not page.exception
    assert "page that cannot be read" in page.warning[0].value
    assert "](record?id=" in shown(page)


def test_a_page_beyond_the_last_is_the_last(visit):
    page = visit("records", page="999999")
    assert not page.warning
    assert "](record?id=" in shown(page)


def test_a_layout_that_does_not_exist_is_reported(visit):
    assert "layout that does not exist" in visit("records", **{"as": "x"}).warning[0].value


@pytest.mark.parametrize("query", ["x" * 10_000, "%00", HOSTILE, "(((", "\\", "*"])
def test_any_words_are_words(visit, query):
    page = visit("records", q=query)
    assert not page.exception


def test_a_record_has_a_page_with_all_it_says(visit):
    page = visit("record", id="tur-law-7339")
    assert not page.exception
    said = shown(page)
    assert "21 October 2021" in said
    assert "](record?id=tur-law-1163)" in said
    assert "tur-law-7339" in page.code[0].value
    headings = [heading.value for heading in page.header]
    assert headings == ["Sources", "What led to it, what followed", "To cite this record"]


def test_a_status_is_shown_with_what_it_means(visit, snapshot):
    law = snapshot.frames["laws"].filter(status="adopted")["id"][0]
    assert "Adopted\xa0· Passed or signed; entry into force not confirmed" in shown(
        visit("record", id=law)
    )


def test_a_resolution_lists_its_positions_and_what_names_it(visit):
    page = visit("record", id="unga-res-77-281")
    assert not page.exception
    assert "Positions" in [heading.value for heading in page.header]
    assert "What led to it, what followed" in [heading.value for heading in page.header]
    assert "Co-sponsor" in list(page.dataframe[0].value["Position"])


def test_what_follows_in_the_chain_is_not_named_a_second_time(records, serve, visit):
    serve(records("T"))
    page = visit("record", id="tur-l1")
    assert "Named by" in [heading.value for heading in page.header]  # by its amendment
    assert "Named by" not in [heading.value for heading in visit("record", id="int-r1").header]


def test_the_address_of_an_action_opens_its_plan(records, serve, visit):
    serve(records("T"))
    page = visit("record", id="tur-p1-a02")
    assert not page.exception
    assert "tur-p1," in page.code[0].value
    assert "An action of this plan" in page.info[0].value


def test_an_overdue_action_opens_a_page_that_says_so(visit, texts, snapshot, clock):
    due = action_plans.actions_on(snapshot, clock)
    late = due.filter(pl.col("standing") == "overdue").row(0, named=True)
    overview = " ".join(texts(visit("overview")))
    assert f"](record?id={late['id']})" in overview
    said = visit("record", id=late["id"]).info[0].value
    assert "Overdue" in said
    assert day(late["due"], late["due_precision"]) in said


@pytest.mark.parametrize("identifier", ["nope", HOSTILE, "x" * 10_000])
def test_an_unknown_id_is_reported_with_a_way_on(visit, identifier):
    page = visit("record", id=identifier)
    assert not page.exception
    assert "no record of this data" in page.warning[0].value
    assert "](https" not in shown(page)


def test_no_id_asks_for_one(visit):
    page = visit("record")
    assert not page.exception
    assert "Search for one" in page.info[0].value


@pytest.mark.parametrize(
    ("view", "query"),
    [("records", {}), ("records", {"q": "evil"}), ("record", {"id": "tur-l1"})],
)
def test_hostile_record_text_stays_text(records, serve, visit, texts, view, query):
    serve(records(HOSTILE))
    page = visit(view, **query)
    assert not page.exception
    acting = [text for text in texts(page) if text not in {code.value for code in page.code}]
    assert any("evil" in text for text in acting), "the text is shown"
    for text in [*acting, shown(page)]:
        assert not [sign for sign in ("![", "<a ", ":red[", "$x$") if sign in text]


# Countries as a facet, and results as cards


def test_the_countries_found_are_counted_and_narrow_the_hits(visit):
    page = visit("records", q="cooperative", kind="law")
    page.pills(key="records-facet").select("place").run()
    box = page.multiselect(key="records-place")
    [italy] = [label for label in box.options if label.startswith("Italy (")]
    box.select("ITA").run()
    assert not page.exception
    assert page.query_params["place"] == "ITA"
    assert f"**{italy[7:-1]} record" in shown(page)


def test_a_country_in_the_address_narrows_the_hits(visit, snapshot):
    own = snapshot.frames["laws"].filter(country="ITA").height
    assert f"**{own} records**" in shown(visit("records", place="ITA", kind="law"))
    assert "cannot be read" in visit("records", place="XXX").warning[0].value


@pytest.mark.parametrize("layout", ["list", "cards"])
def test_hits_say_kind_place_status_and_date(visit, layout):
    page = visit("records", q="2014-856", **{"as": layout})
    assert not page.exception
    [hit] = [text.value for text in page.markdown if "record?id=fra-law-2014" in text.value]
    for said in ("Law or policy", "France", "In force", "2 August 2014"):
        assert said in hit


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ("repealed: 2031-01-01", "In force\xa0\N{MIDDLE DOT} To be repealed: 1 January 2031"),
        ("in_force: 2031-01-01", "In force\xa0\N{MIDDLE DOT} To enter into force: 1 January 2031"),
        ("in_force: 2011-01-01", "In force\xa0\N{MIDDLE DOT} 1 January 2011"),
    ],
)
def test_what_is_to_come_is_not_said_to_have_been(empty, serve, visit, dates, said):
    empty.write(empty.laws, f"{empty.law}  {dates}\n")
    serve(empty.root)
    page = visit("records", q="law")
    assert said in shown(page)


def test_one_record_is_told_in_the_singular(visit):
    page = visit("records", kind="news", place="JPN", lang="es")
    assert "Noticia\xa0\N{MIDDLE DOT} Japón" in shown(page)
    assert "Noticias\xa0\N{MIDDLE DOT}" not in shown(page)


def test_cards_mark_the_hit(visit):
    [other] = [
        text.value
        for text in visit("records", q="ESUS", **{"as": "cards"}).markdown
        if "record?id=" in text.value
    ][:1]
    assert "**ESUS**" in other


def test_cards_of_hostile_records_stay_text(records, serve, visit, texts):
    serve(records(HOSTILE))
    page = visit("records", q="evil", **{"as": "cards"})
    assert not page.exception
    assert not [text for text in texts(page) if "![p]" in text or ":red[" in text]


@pytest.mark.parametrize("kind", ["law", "resolution", "plan"])
def test_what_a_status_means_does_not_begin_with_what_it_is_called(snapshot, kind):
    """The two stand beside each other."""
    for code in snapshot.reference.codes(f"{kind}-status").values():
        label, meaning = fold(code["label"]), fold(code["definition"])
        assert not meaning.startswith(label), code


def test_a_record_s_page_tells_of_a_date_that_cannot_be_read(visit):
    [warning] = visit("record", id="tur-law-7339", asof="2026-02-30").warning
    assert "asks for `asof` = 2026" in warning.value
