"""The page on the data itself."""

import html

from dashboard.export import data_package
from dashboard.filters import Selection
from dashboard.language import fold
from dashboard.queries import worklist
from loaders import measures


def test_a_folder_without_records_gives_the_page(empty, serve, visit):
    serve(empty.root)
    page = visit("data")
    assert not page.exception
    assert page.table[0].value["Records"].sum() == 0


def test_the_page_tells_coverage_method_and_how_to_cite(visit, snapshot):
    page = visit("data")
    assert not page.exception
    records = snapshot.frames["records"].height
    assert f"{records:,} records" in page.markdown[0].value
    said = " ".join(text.value for text in page.markdown)
    for level in (snapshot.reference.codes("framework-level") or {}).values():
        assert level["label"] in said
        assert f"{level['definition']}." in html.unescape(said)
    assert snapshot.version in page.code[0].value


def test_every_table_is_offered_in_every_format(visit, snapshot):
    page = visit("data")
    offered = page.selectbox(key="download-table").options
    assert offered == sorted({data_package.title(name) for name in snapshot.frames}, key=fold)
    assert len(offered) == len(snapshot.frames), "no two are called the same"
    assert not [title for title in offered if "_" in title]
    page.segmented_control(key="download-format").select("parquet").run()
    assert not page.exception


def test_the_page_leads_to_what_waits_for_officers(visit, snapshot, clock):
    page = visit("data")
    [waiting] = [one.value for one in page.markdown if one.value.startswith("Waiting for officers")]
    counted = worklist.counts(worklist.rows(snapshot, Selection(), clock))
    assert counted["undated-source"] > 1_000
    for what, number in counted.items():
        assert f"](officers?section=worklist&waits={what}) {number:,}" in waiting
    assert "No record has an error" in " ".join(caption.value for caption in page.caption)


def test_the_months_of_an_old_status_are_those_that_it_is_measured_by(visit, texts, monkeypatch):
    for status in ("draft", "proposed", "in_preparation"):
        monkeypatch.setitem(measures.UNCONFIRMED_AFTER, status, 7)
    monkeypatch.setitem(measures.UNCONFIRMED_AFTER, "in_force", 77)
    said = " ".join(texts(visit("data")))
    assert "in preparation after 7 months, laws in force after 77." in said


def test_statuses_that_the_page_calls_unfinished_are_old_after_as_many_months():
    unfinished = ("draft", "proposed", "in_preparation")
    assert len({measures.UNCONFIRMED_AFTER[status] for status in unfinished}) == 1


def test_a_link_to_a_release_says_which(visit):
    """Heard alone, five links were called 'Open'."""
    [kept] = [text.value for text in visit("data").markdown if "known=2026-11-22" in text.value]
    assert "[Open the data of 22 November 2026](./?known=2026-11-22)" in kept
    assert "[What changed since 22 November 2026](changes?since=2026-11-22)" in kept
    names = [line.split("](")[0] for line in kept.split("[")[1:]]
    assert len(set(names)) == len(names)


def test_a_date_that_cannot_be_read_is_told(visit):
    [warning] = visit("data", asof="2026-02-30").warning
    assert "asks for `asof` = 2026" in warning.value
