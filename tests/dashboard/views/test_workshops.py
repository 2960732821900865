"""The page of workshops and other events."""


def metrics(page):
    return {metric.label: metric.value for metric in page.metric}


# The empty case first


def test_a_folder_without_records_gives_a_page_that_says_so(empty, serve, visit):
    serve(empty.root)
    page = visit("workshops")
    assert not page.exception
    assert "No event fits" in page.info[0].value


# The shipped data


def test_every_event_is_held_or_to_come(visit, snapshot, today):
    page = visit("workshops")
    assert not page.exception
    frame = snapshot.frames["workshops"]
    to_come = [day for day in frame["start"].drop_nulls() if day > today]
    held = frame.height - len(to_come)
    assert metrics(page)["Events to date"] == str(held) == str(len(page.dataframe[0].value))
    listed = [text.value for text in page.markdown if "](record?id=" in text.value]
    assert sum(text.count("- **[") for text in listed) == len(to_come)


def test_on_an_earlier_date_later_events_are_to_come(visit):
    early, late = (metrics(visit("workshops", asof=f"{year}-01-01")) for year in (2015, 2025))
    assert int(early["Events to date"]) < int(late["Events to date"])


def test_participants_are_those_that_are_reported(visit, snapshot, today):
    frame = snapshot.frames["workshops"]
    held = [
        number
        for day, number in frame.select("start", "participants").iter_rows()
        if number and (day is None or day <= today)
    ]
    assert metrics(visit("workshops"))["Participants"] == f"{sum(held):,}"


def test_a_region_shows_events_of_its_countries(visit, snapshot):
    everywhere, asean = (
        len(visit("workshops", **query).dataframe[0].value) for query in ({}, {"region": "asean"})
    )
    assert 0 < asean < everywhere


def test_hostile_record_text_stays_text(records, serve, visit, texts):
    serve(records("![p](https://evil.example/p.png) <a href='x'>h</a> :red[d] $x$"))
    for query in ({}, {"asof": "2020-01-01"}):
        page = visit("workshops", **query)
        assert not page.exception
        for text in texts(page):
            assert not [sign for sign in ("![", "<a ", ":red[", "$x$") if sign in text]
