"""What tests of the Officers page do on it: find a field, read the draft that the page edits."""

from __future__ import annotations

from dashboard.drafts import Change

LAWS = "countries/TUR/laws.yaml"
PLANS = "countries/TUR/action-plans.yaml"
PLAN = """\
- id: tur-plan
  title: Plan
  actions:
    - id: tur-plan-a01
      title: First
      status: planned
  sources:
    - title: t
      publisher: p
      reference: r
"""


def field(page, path, owner="tur-law-1", file=LAWS):
    """The widget of a field, whatever its type."""
    key = f"form-{file}-{owner}-{path}"
    kinds = ("text_input", "text_area", "selectbox", "multiselect", "button")
    return next(one for kind in kinds for one in page.get(kind) if one.key == key)


def button(page, label):
    return next(one for one in page.button if one.label == label)


def asked(page, name):
    """What the page's address says."""
    value = page.query_params[name]
    return value[0] if isinstance(value, list) else value


def draft_of(page, kept):
    """The texts of the draft that the page's address names."""
    files = kept.read(asked(page, "draft")).files
    return {path: change.text for path, change in files.items()}


def shown_texts(page):
    return "\n".join(str(one.value) for one in (*page.markdown, *page.error, *page.warning))


def corrected(tree, kept, text):
    """The id of a new draft that holds a text of the laws; `None`: the file taken out."""
    one = kept.start()
    kept.change(one, lambda draft: {LAWS: Change(tree.law, text)})
    return one
