"""A phrase is a text in English, and can be said in another language with all that is in it."""

from loaders.phrases import CodeName, FieldName, Phrase, capital, hint, one_of, small

FRENCH = {
    "Write {what}": "Écrivez {what}",
    "a law": "une loi",
    "{first} or {last}": "{first} ou {last}",
}


def translate(text):
    return FRENCH.get(text, text)


def test_a_phrase_is_an_english_text_like_any_other():
    phrase = Phrase("Write {what}", what=Phrase("a law"))
    assert phrase == "Write a law"
    assert f"{phrase}!" == "Write a law!"
    assert phrase.spoken(str) == phrase


def test_what_fills_it_is_translated_with_it():
    phrase = hint("Write {what}", what=one_of([Phrase("a law"), "x-1", "y"]))
    assert phrase == " Write a law or x-1 or y"
    assert phrase.spoken(translate) == " Écrivez une loi ou x-1 ou y"


def test_its_first_letter_is_set_in_each_language():
    assert (capital("a law"), capital("a law").spoken(translate)) == ("A law", "Une loi")
    assert (small("A Law"), one_of([]), one_of(["x"])) == ("a Law", "", "x")


def test_a_first_word_in_capitals_keeps_them():
    assert [small(text) for text in ("ISO3 of the country", "In", "A law", "x", "")] == [
        "ISO3 of the country",
        "in",
        "a law",
        "x",
        "",
    ]


def test_a_value_is_quoted_not_formatted():
    phrase = Phrase("Write {what}", what="{0.__class__} %s")
    assert phrase.spoken(translate) == "Écrivez {0.__class__} %s"


def test_a_field_is_named_as_in_files_unless_told_otherwise():
    phrase = Phrase("Write {what}", what=one_of([FieldName("url"), "url"]))
    assert phrase == phrase.spoken(str) == "Write url or url"
    assert phrase.spoken(translate, str.upper) == "Écrivez URL ou url"


def test_a_code_is_written_as_in_files_unless_told_otherwise():
    phrase = Phrase("Write {what}", what=CodeName("in_force", "In force"))
    assert phrase == phrase.spoken(str) == "Write in_force"
    assert phrase.spoken(translate, lambda code: code.label) == "Écrivez In force"
