"""A data folder of any number of valid records, always the same (`generate FOLDER NUMBER`).

A record has about 1.4 kB and 20 fields: laws with sources in three languages, plans with actions,
workshops with lists of organisers and outcomes.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

DATA = Path(__file__).parents[2] / "data"
FOLDERS = 200
WORDS = (
    "The text defines cooperatives and mutual societies, sets up a register, a council and a fund,"
    " and gives ministries five years to report on what became of each measure. "
)


def generate(root: Path, records: int) -> int:
    """Writes `records` records over 200 country folders; returns the bytes of their files."""
    for name in ("codelists", "reference"):
        shutil.copytree(DATA / name, root / name)
    (root / "international").mkdir(parents=True)
    written = 0
    share = records // FOLDERS
    for iso3 in _countries():
        folder = root / "countries" / iso3
        folder.mkdir(parents=True)
        (folder / "country.yaml").write_text(_COUNTRY)
        thirds = (share - share // 3 - share // 3, share // 3, share // 3)
        for (name, make), number in zip(_MAKERS.items(), thirds, strict=True):
            text = "\n".join(make(iso3.lower(), n) for n in range(number))
            (folder / name).write_text(text, encoding="utf-8")
            written += len(text.encode())
    return written


def _countries() -> Iterator[str]:
    countries = yaml.safe_load((DATA / "reference" / "countries.yaml").read_text("utf-8"))
    return (country["iso3"] for country in countries[:FOLDERS])


_COUNTRY = """\
researched: 2026-11
coverage:
  law: partial
  action_plan: partial
  institution: not_researched
  workshop: partial
  news: not_researched
"""


def _sources(iso: str, n: int, number: int = 2) -> str:
    return "".join(
        f"""
    - title: "Gazette of {iso.upper()}, No. {n}-{k}: laws and decrees"
      publisher: Ministry of Social Economy, printing office {k}
      url: https://example.org/{iso}/gazette/{n}/{k}?language=en
      published: {1990 + n % 30}-0{1 + k}-1{n % 10}
      accessed: 2026-11-0{1 + n % 9}"""
        for k in range(number)
    )


def _law(iso: str, n: int) -> str:
    year = 1970 + n % 50
    return f"""\
- id: {iso}-law-{n}
  title: Law No. {n}/{year} on cooperatives and mutual societies of the {n}. region
  original_title:
    - text: Loi nº {n}/{year} relative aux coopératives et aux sociétés de secours mutuel
      language: fr
    - text: Ley n.º {n}/{year} de cooperativas y mutualidades
      language: es
    - text: 第{n}号合作社和互助会法
      language: zh
  jurisdiction: subnational
  area:
    name: Region {n}
  type: specific_law
  scope:
    - cooperatives
    - mutuals
  number: 0{n}
  status: in_force
  status_as_of: 2026-11
  proposed: {year}
  adopted: {year + 1}-03-29
  published: {year + 1}-04
  in_force: {year + 2}
  themes:
    - legal_recognition
    - finance
    - taxation
  summary: >-
    {WORDS}
    {WORDS}
  note: "Sources differ on the day: {n} says April."
  sources:{_sources(iso, n)}
"""


def _plan(iso: str, n: int) -> str:
    actions = "".join(
        f"""
    - id: {iso}-plan-{n}-a0{k}
      title: Train {n * 10} officers of cooperatives in accounting, step {k}
      horizon: {("short", "medium", "long")[k % 3]}
      responsible:
        - Ministry of Social Economy
      start: {2015 + n % 10}
      due: {2016 + n % 10}-0{k + 1}
      status: {("planned", "under_way", "completed", "not_reported")[k % 4]}
      themes:
        - education_and_training"""
        for k in range(3)
    )
    return f"""\
- id: {iso}-plan-{n}
  title: National plan {n} for the social and solidarity economy
  status: under_implementation
  adopted: {2014 + n % 10}-11
  period:
    start: {2015 + n % 10}
    end: {2020 + n % 10}
  lead: Ministry of Social Economy
  actions:{actions}
  themes:
    - governance
  summary: {WORDS.strip()}
  sources:{_sources(iso, n, 1)}
"""


def _workshop(iso: str, n: int) -> str:
    return f"""\
- id: {iso}-workshop-{n}
  title: Workshop {n} on finance for the social economy
  type: workshop
  level: national
  start: {2010 + n % 15}-05-02
  end: {2010 + n % 15}-05-04
  host:
    country: {iso.upper()}
    city: City {n}
  format: hybrid
  organisers:
    - Ministry of Social Economy
    - Union of cooperatives, branch {n}
  countries:
    - TUR
    - FRA
    - SEN
  participants: {20 + n}
  objectives:
    - Agree on a definition that laws and statistics can share
    - Hear what members ask of the fund
  sectors:
    - agriculture
    - crafts
  outcomes:
    - {WORDS[:90]}
    - {WORDS[:70]}
  next_steps:
    - A draft goes to the council
  themes:
    - finance
  summary: >-
    {WORDS}
  note: The list of participants was not published.
  sources:{_sources(iso, n)}
"""


_MAKERS: dict[str, Callable[[str, int], str]] = {
    "laws.yaml": _law,
    "action-plans.yaml": _plan,
    "workshops.yaml": _workshop,
}

if __name__ == "__main__":
    print(generate(Path(sys.argv[1]), int(sys.argv[2])))
