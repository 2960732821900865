"""A small country's files, and what tests do with its workbook as an officer would."""

from pathlib import PurePosixPath

from loaders.files import file_kind
from loaders.stated import said

LAWS = PurePosixPath("countries/TUR/laws.yaml")
PLANS = PurePosixPath("countries/TUR/action-plans.yaml")
COUNTRY = PurePosixPath("countries/TUR/country.yaml")

FILES = {
    LAWS: """\
# The laws of Türkiye
- id: tur-law-1
  title: A law  # as the gazette has it
  type: specific_law
  # what it covers
  scope: [cooperatives, mutuals]
  status: in_force
  adopted: 2011-03
  # the first is the best
  sources:
    - title: Gazette
      publisher: The State
      url: https://example.org/law
    - title: Comment
      publisher: A bar
      url: https://example.org/comment

- id: tur-law-2
  title: Another
  type: amendment
  scope: [cooperatives]
  status: draft
  sources:
    - {title: Gazette, publisher: The State, url: https://example.org/law}
""",
    PLANS: """\
- id: tur-plan
  title: A plan
  period:
    start: 2020
    end: 2024
  actions:
    # to begin with
    - id: tur-plan-a01
      title: First
      due: 2021
      status: under_way
      updates:
        - date: 2020-05
          status: planned
        - date: 2021-05  # late
          status: under_way
          sources:
            - title: Report
              publisher: The State
              url: https://example.org/report
    - id: tur-plan-a02
      title: Second
      status: planned
  sources:
    - title: Plan
      publisher: The State
      url: https://example.org/plan
""",
    COUNTRY: """\
researched: 2026-01
coverage:
  law: partial
  action_plan: partial
  institution: not_researched
  workshop: not_researched
  news: not_researched
""",
}


def said_of(files):
    return [one for path, text in files.items() for one in said(text, file_kind(path)).values()]


def row_of(sheet, *keys):
    """The number of the row that begins with these keys."""
    for row in sheet.iter_rows(min_row=2):
        if [str(cell.value or "") for cell in row[: len(keys)]] == list(keys):
            return row[0].row
    raise AssertionError(keys)


def put(sheet, keys, column, value):
    heads = [cell.value for cell in sheet[1]]
    cell = sheet.cell(row_of(sheet, *keys), heads.index(column) + 1)
    cell.value = value
    return cell


def append(sheet, **values):
    heads = [cell.value for cell in sheet[1]]
    number = sheet.max_row + 1
    for name, value in values.items():
        sheet.cell(number, heads.index(name) + 1).value = value


def slips(proposal):
    return [str(slip) for slip in proposal.slips]
