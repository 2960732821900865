"""A record kind is a module and its entry in `KINDS`, as README says: pages and files follow."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[2]

MODULE = """
from loaders.fields import Field, Records, Table
from loaders.kinds.kind import Kind
from loaders.kinds.record import record
from loaders.values import SLUG, Date, Text

TRANCHES = Table(
    "tranches",
    "a tranche",
    (Field("id", SLUG, "Its own", True), Field("title", Text(), "What it is", True)),
    owner="grant",
)
GRANT = Kind(
    Table(
        "grants",
        "a grant",
        record(
            Field("paid_out", Date(), "When it was paid", event=True),
            Field("tranches", Records(TRANCHES), "Its parts"),
        ),
    ),
    name="grant",
    file="grants.yaml",
    international=True,
)
"""
RECORD = """
- id: first-grant
  title: A grant to cooperatives
  paid_out: 2026-10-01
  tranches:
    - {id: first-grant-t01, title: First part}
  sources:
    - {title: A page, publisher: A ministry, url: https://example.org/grant}
"""
LOOK = """
import datetime
from pathlib import Path
from streamlit.testing.v1 import AppTest
from dashboard import exhibits, live
from dashboard.export import FORMATS, of
from dashboard.filters import Selection
from loaders.commands import main
from loaders.measures import Clock

data = live.start(Path("data").resolve()).served.snapshot
assert not data.problems, data.problems
for view, query in (
    ("timeline", {}), ("records", {"q": "grant"}), ("record", {"id": "first-grant"})
):
    page = AppTest.from_file(str(Path("dashboard/app.py").resolve()), default_timeout=30)
    page.switch_page(f"views/{view}.py")
    for key, value in query.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception, (view, page.exception)
    if view != "timeline":
        words = " ".join(str(element.value) for element in (*page.markdown, *page.caption))
        assert "Grant" in words, view
# What has an id within a record is named like a record.
assert data.named.filter(id="first-grant-t01")["title"].to_list() == ["First part"]
assert main(["set", "first-grant-t01", "title", "One", "--data", "data"]) == 0
assert main(["new", "tranche", "first-grant", "--title", "Two", "--data", "data"]) == 0
assert "first-grant-t02" in Path("data/international/grants.yaml").read_text()
day = datetime.date(2026, 11, 1)
drawn = exhibits.EXHIBITS["timeline"].draw(data, Selection(), Clock(day, day), "kind")
for form in ("pptx", "xlsx"):
    FORMATS[form].write(of(drawn, data))
csv = FORMATS["csv"].write(of(drawn, data)).decode()
assert "Paid out,Grants,A grant to cooperatives" in csv, csv
"""


def test_a_new_kind_of_record_is_shown_and_exported_without_a_word_more(tmp_path):
    for name in ("loaders", "dashboard"):
        leave_out = shutil.ignore_patterns("__pycache__")
        shutil.copytree(PROJECT / name, tmp_path / name, ignore=leave_out)
    for name in ("codelists", "reference", "geometry"):
        shutil.copytree(
            PROJECT / "data" / name,
            tmp_path / "data" / name,
            ignore=shutil.ignore_patterns("source"),
        )
    (tmp_path / "data" / "countries").mkdir()
    (tmp_path / "data" / "international").mkdir()
    (tmp_path / "data" / "international" / "grants.yaml").write_text(RECORD)
    kinds = tmp_path / "loaders" / "kinds"
    (kinds / "grant.py").write_text(MODULE)
    listed = (kinds / "__init__.py").read_text()
    added = listed.replace("    NEWS,\n", "    NEWS,\n    GRANT,\n").replace(
        "from loaders.kinds.law", "from loaders.kinds.grant import GRANT\nfrom loaders.kinds.law"
    )
    (kinds / "__init__.py").write_text(added)
    there = os.environ | {"PYTHONPATH": str(tmp_path), "PYTHONSAFEPATH": "1"}
    done = subprocess.run(
        [sys.executable, "-c", LOOK],
        cwd=tmp_path,
        env=there,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr
