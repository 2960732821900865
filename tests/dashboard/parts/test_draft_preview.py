"""What a draft changes is shown in words, beside what is published."""

import pytest

from dashboard.drafts import Change
from dashboard.parts.record_rows import BETWEEN
from tests.dashboard.office import LAWS, corrected, shown_texts

pytestmark = pytest.mark.usefixtures("kept")


def test_the_change_is_shown_in_words_and_on_the_country_page(office, kept, small):
    one = corrected(small, kept, small.law.replace("in_force\n", "in_force\n  adopted: 2013\n"))
    page = office(step="look", draft=one)
    table = page.table[0].value
    assert table.iloc[0].tolist() == ["Adopted", "", "2013"]
    rows = [text.value.split("\n")[1] for text in page.markdown if "Specific law" in text.value]
    assert [row.removeprefix(":gray[:small[").removesuffix("]]") for row in rows] == [
        "Specific law\xa0\N{MIDDLE DOT} In force\xa0\N{MIDDLE DOT} Cooperatives",
        "Specific law\xa0\N{MIDDLE DOT} In force, adopted 2013\xa0\N{MIDDLE DOT} Cooperatives",
    ]
    captions = [one.value for one in page.caption]
    place = captions.index("As published")
    assert captions[place + 1] == "With your changes"


def test_what_is_new_changed_and_gone_is_said_in_words(office, kept, small, serve):
    second = small.law.replace("law-1", "law-2").replace("A law", "Other")
    small.write(LAWS, f"{small.law}\n{second}")
    serve(small.root)
    one = kept.start()
    third = small.law.replace("law-1", "law-3").replace("A law", "Third")
    text = f"{small.law.replace('A law', 'The law')}\n{third}"
    kept.change(one, lambda draft: {LAWS: Change(f"{small.law}\n{second}", text)})
    page = office(step="look", draft=one)
    marks = [text.value for text in page.markdown if text.value.startswith(":blue-badge")]
    assert marks == [f":blue-badge[{mark}]" for mark in ("Changed", "Added", "Removed")]
    assert sum(text.value == ":gray[Not there.]" for text in page.markdown) == 2
    page.session_state["preview-page"] = True
    page = page.run()
    [level] = [text.value for text in page.markdown if text.value.startswith("## ")]
    assert "Legal framework" in level
    [rows] = [text.value for text in page.markdown if BETWEEN in text.value]
    # What is not published has no page yet, so nothing leads there.
    assert [row.split("  \n")[0] for row in rows.split(BETWEEN)] == [
        "**[The law](record?id=tur-law-1)** :blue-badge[Changed]",
        "**Third** :blue-badge[Added]",
    ]
    assert not [text.value for text in page.markdown if "id=tur-law-3" in text.value]


def test_a_key_figure_that_changes_stands_beside_the_published_one(office, kept, small):
    draft = corrected(small, kept, small.law.replace("in_force", "repealed"))
    table = office(step="look", draft=draft).table[1].value
    figures = {row[0]: row[1:] for row in table.itertuples(index=False)}
    assert figures["Laws in force"][0].startswith("1 ")
    assert figures["Laws in force"][1] == "\N{EN DASH} (Not researched)"


def test_an_error_is_said_where_the_change_is_looked_at(office, kept, small):
    one = corrected(small, kept, small.law + "x")
    page = office(step="look", draft=one)
    assert not page.exception
    assert "errors left" in page.warning[0].value


def test_half_a_new_law_does_not_make_the_country_s_level_unreadable(office, kept, small):
    half = small.law + "- {id: tur-law-9, title: Half a law}\n"
    page = office(step="look", draft=corrected(small, kept, half))
    assert "Not readable" not in " ".join(str(table.value) for table in page.table)
    captions = [caption.value for caption in page.caption]
    assert "The key figures are compared when no error is left." in captions


def test_a_new_law_with_errors_is_not_said_to_change_nothing(office, kept, small):
    half = small.law + "- {id: tur-law-9, title: Half a law}\n"
    page = office(step="look", draft=corrected(small, kept, half))
    assert "errors left" in page.warning[0].value
    assert not [one for one in page.caption if "anything else than before" in one.value]


def test_a_record_that_lacks_what_cannot_be_read_is_told_to_have_an_error(office, kept, small):
    """Its date shows as empty: 'Changed' alone would say that there is none."""
    wrong = small.law.replace("A law", "The law").replace(
        "in_force\n", "in_force\n  adopted: soon\n"
    )
    page = office(step="look", draft=corrected(small, kept, wrong))
    marks = [text.value for text in page.markdown if text.value.startswith(":blue-badge")]
    assert marks == [":blue-badge[Has an error]"]


def test_of_a_text_that_cannot_be_read_no_record_is_told_to_be_removed(office, kept, small):
    page = office(step="look", draft=corrected(small, kept, f"{small.law}- [\n"))
    assert "Has an error" in shown_texts(page)
    assert "Removed" not in shown_texts(page)
