"""Whatever a file says and whatever is changed in it, the change is made and nothing else."""

import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.annotated import Unreadable, parse
from loaders.edits import with_field, without_record
from loaders.fields import Group
from loaders.files import FILES
from loaders.kinds.law import LAW
from loaders.stated import said, value_of
from tests.loaders.any_yaml import Untagged, entry_lines

LAWS = next(kind for kind in FILES if kind.name == "laws")

TEXTS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf")), max_size=30),
    st.text(" \n\t#:-'\"\\[]{}>|%@&*!?,~abcé0123", max_size=40),
    st.lists(st.text("abc#:'é", min_size=1, max_size=12), max_size=40).map(" ".join),
    st.sampled_from(["012", "~", "null", "true", "NO", "2011-03-29", "- a", "? b", "%x", "# c"]),
)
SOURCE = st.dictionaries(
    st.sampled_from(["title", "publisher", "url", "accessed"]), TEXTS, min_size=1
)
SHAPES = {
    "title": TEXTS,
    "number": TEXTS,
    "summary": TEXTS,
    "scope": st.lists(TEXTS, min_size=1, max_size=4),
    "themes": st.lists(TEXTS, min_size=1, max_size=3),
    "period": st.dictionaries(st.sampled_from(["start", "end"]), TEXTS, min_size=1),
    "sources": st.lists(SOURCE, min_size=1, max_size=3),
    "status": TEXTS,
    "note": TEXTS,
}
RECORD = st.fixed_dictionaries({}, optional=SHAPES)


@st.composite
def files(draw):
    """A file of laws as any program may write it, with comments of their own between lines."""
    records = draw(st.lists(RECORD, min_size=1, max_size=3))
    records = [{"id": f"law-{number}"} | record for number, record in enumerate(records)]
    if draw(st.booleans()):
        records = [dict(reversed(record.items())) for record in records]
    style = {
        "default_flow_style": draw(st.sampled_from([False, False, False, None, True])),
        "default_style": draw(st.sampled_from([None, None, "'", '"', "|"])),
        "width": draw(st.sampled_from([20, 80, 1000])),
        "indent": draw(st.integers(2, 4)),
        "allow_unicode": draw(st.booleans()),
    }
    text = yaml.dump(records, Dumper=Untagged, sort_keys=False, **style)
    try:
        places = entry_lines(parse(text), {})
    except Unreadable:
        return None
    lines = text.split("\n")
    for count, number in enumerate(
        draw(st.lists(st.sampled_from(sorted(places) or [0]), max_size=4, unique=True))
    ):
        if number:
            # Further to the right it could be a line of the text above.
            indent = " " * draw(st.integers(0, places[number]))
            lines[number - 1] = f"{indent}# c{count} 'x: [\n{lines[number - 1]}"
    return "\n".join(lines)


def stripped(value):
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return [stripped(each) for each in value]
    return {name: stripped(each) for name, each in value.items()}


@st.composite
def edits(draw):
    text = draw(files())
    name = draw(st.sampled_from(sorted(SHAPES)))
    value = draw(st.one_of(st.none(), SHAPES[name], SHAPES[name]))
    return text, name, value


COMMENT = re.compile(r"# c\d 'x: \[")


@settings(max_examples=300)
@given(edits())
def test_any_change_is_made_alone(edit):
    text, name, value = edit
    if text is None:
        return
    owners = list(said(text, LAWS))
    owner = owners[len(owners) // 2]
    before = value_of(text, LAWS, owner)
    after = with_field(text, LAWS, owner, name, value)
    wanted = before | {name: stripped(value)} if value is not None else before
    if value is None:
        wanted = {key: each for key, each in before.items() if key != name}
    assert value_of(after, LAWS, owner) == wanted
    assert with_field(after, LAWS, owner, name, value) == after
    others = {key: each for key, each in said(text, LAWS).items() if key != owner}
    assert {key: each for key, each in said(after, LAWS).items() if key != owner} == others
    if not isinstance(before.get(name), list | dict) and value is not None:
        # Nothing was taken out, so no comment was.
        assert sorted(COMMENT.findall(after)) == sorted(COMMENT.findall(text))


@settings(max_examples=100)
@given(files())
def test_any_record_is_taken_out_alone(text):
    if text is None:
        return
    owners = list(said(text, LAWS))
    after = without_record(text, LAWS, owners[-1])
    if len(owners) == 1:
        assert after == ""
        return
    assert list(said(after, LAWS)) == owners[:-1]
    assert {key: said(after, LAWS)[key] for key in owners[:-1]} == {
        key: said(text, LAWS)[key] for key in owners[:-1]
    }


@pytest.mark.parametrize("field", LAW.table.fields[1:], ids=lambda field: field.name)
def test_every_declared_field_can_be_set_and_left_out_again(field):
    inner = getattr(field.type, "table", None)
    value = {inner.fields[0].name: "x"} if inner else "x"
    value = value if isinstance(field.type, Group) or not inner else [value]
    after = with_field("- id: a\n", LAWS, "a", field.name, value)
    assert value_of(after, LAWS, "a") == {"id": "a", field.name: value}
    assert with_field(after, LAWS, "a", field.name, None) == "- id: a\n"
