"""The page on the data itself."""

from dashboard.filters import Selection
from dashboard.queries import worklist


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
    assert snapshot.digest[:8] in page.code[0].value


def test_every_table_is_offered_in_every_format(visit, snapshot):
    page = visit("data")
    assert page.selectbox(key="download-table").options == sorted(snapshot.frames)
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
