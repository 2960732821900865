"""Files that change while the server runs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "data"
LAW = """\
- id: tur-law-1
  title: {title}
  type: specific_law
  scope:
    - cooperatives
  status: {status}
  adopted: 2001-01-01
  sources:
    - title: Gazette
      publisher: The State
      url: https://example.org/law
"""
PAGE = "/country?country=TUR&asof=2026-11-20"


@pytest.fixture
def folder(tmp_path):
    """A data folder of one law, which a test may change."""
    root = tmp_path / "data"
    for name in ("codelists", "reference", "geometry"):
        shutil.copytree(DATA / name, root / name)
    (root / "countries" / "TUR").mkdir(parents=True)
    (root / "international").mkdir()
    write(root, title="The law of yesterday")
    return root


def write(root: Path, title: str, status: str = "in_force") -> None:
    file = root / "countries" / "TUR" / "laws.yaml"
    file.write_text(LAW.format(title=title, status=status), "utf-8")


def reloaded(screen) -> str:
    """The page's text after a reload."""
    screen.page.reload()
    screen.rest()
    return screen.page.get_by_role("main").inner_text()


def test_a_good_change_is_shown_and_a_bad_one_keeps_the_old_page_with_a_banner(
    reader, start_server, folder
):
    screen = reader(start_server(folder))
    screen.open(PAGE)
    screen.becomes(
        lambda: "The law of yesterday" in screen.page.get_by_role("main").inner_text(), True
    )

    write(folder, title="The law of today")
    screen.becomes(lambda: "The law of today" in reloaded(screen), True)

    write(folder, title="The law of tomorrow", status="inforce")
    banner = "The files have changed, but 1 problem keeps them from being shown."
    screen.becomes(lambda: banner in reloaded(screen), True)
    screen.page.get_by_text(banner).click()
    fault = "data/countries/TUR/laws.yaml:6"
    screen.becomes(lambda: fault in screen.page.get_by_role("main").inner_text(), True)
    text = screen.page.get_by_role("main").inner_text()
    assert "Did you mean 'in_force'?" in text
    assert "The law of today" in text
    assert "The law of tomorrow" not in text
    assert str(folder) not in text

    write(folder, title="The law of tomorrow")
    screen.becomes(lambda: "The law of tomorrow" in reloaded(screen), True)
    assert banner not in screen.page.get_by_role("main").inner_text()
