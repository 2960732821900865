"""Record text appears letter by letter as it stands, in Markdown places and in chart labels.

The browser's Markdown (Streamlit 1.67: micromark with GFM, directives and math) reads the source
first, where a character reference is plain text. Afterwards it looks at the *decoded* text: there
GFM makes links of bare addresses, and Streamlit writes arrows and its logo.
"""

import html
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.shown import in_chart, link, sentences, shortened, shown, worded

INERT_ASCII = set("\"',;?% ") | {
    chr(code) for code in range(128) if chr(code).isalnum() or code < 32 or code == 127
}
REFERENCE = re.compile(r"&#\d+;")
INVISIBLE = "\u2060\u200b"
"""Word joiner and zero-width space: they may be put between letters to keep them from acting."""

HOSTILE = [
    "![a](https://evil.example/x.png)",
    "![a][b]\n\n[b]: https://evil.example/x.png",
    "[a](javascript:alert(1))",
    "<https://evil.example>",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "</div><!-- -->",
    ":red[text] :blue-background[x] :small[x] :badge[x]",
    ":material/home: :smile: :+1:",
    "$x^2$ and $$y$$ \\(z\\)",
    "# heading",
    "1. one",
    "1) one",
    "- item",
    "+ item",
    "* item",
    "> quote",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "title\n=====",
    "```python\ncode\n```",
    "~~~\ncode\n~~~",
    "    code",
    "`code` ~~del~~ ~sub~ ^sup^ **b** __b__ *i* _i_",
    "[^1]\n\n[^1]: note",
    "::: note\ntext\n:::",
    "&lt;b&gt; &amp; &#58; &copy;",
    "a\\*b\\\\",
    "- [ ] task",
    "two  \nlines",
]


def as_read(markdown):
    """What a reader sees if nothing acts: references decoded, invisible letters left out."""
    return html.unescape(markdown).translate(dict.fromkeys(map(ord, INVISIBLE)))


def as_written(text):
    return re.sub(r"\s+", " ", text.translate(dict.fromkeys(map(ord, INVISIBLE)))).strip()


def raw(markdown):
    """The characters that Markdown gets to read as such."""
    return set(REFERENCE.sub("", markdown))


@given(st.text())
@example("".join(map(chr, range(0x20, 0x7F))))
@example("&#0; &#x110000; &notit; &NotEqualTilde")
def test_no_character_that_markdown_reads_is_left_as_it_is(text):
    left = {character for character in raw(shown(text)) if character.isascii()}
    assert left <= INERT_ASCII


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_any_text_is_read_as_it_was_written(text):
    assert as_read(shown(text)).strip() == as_written(text)


@given(st.text())
@example("1\u00a0mars\u00a0: \u202f\n a")
def test_our_own_words_differ_from_a_record_s_by_no_break_spaces_alone(text):
    assert re.sub(r"\s+", " ", worded(text)) == shown(text)


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_a_line_of_our_own_words_does_not_end_where_the_language_has_it_so(space):
    text = f"Date{space}: 1er{space}mars"
    assert as_read(worded(text)) == text
    assert as_read(shown(text)) == "Date : 1er mars"


@pytest.mark.parametrize("sample", HOSTILE)
def test_markup_in_a_record_is_plain_text(sample):
    safe = shown(sample)
    assert raw(safe).isdisjoint("![]()<>:$#*_`~|\\&^+-.={}@/")
    assert as_read(safe).strip() == as_written(sample)
    assert "\n" not in safe


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\n\n", "\u2028", "\x85", "\t"])
def test_a_text_of_several_lines_stays_in_one(line_end):
    assert shown(f"a{line_end}b") == "a b"


def test_no_text_is_empty_text():
    assert shown(None) == shown("") == ""
    assert in_chart(None) == in_chart("") == ""


def test_words_without_markup_stay_readable_in_the_source():
    assert shown("Türkiye, Côte d'Ivoire; 協同組合?") == "Türkiye, Côte d'Ivoire; 協同組合?"


def test_blanks_around_a_text_do_not_break_the_bold_around_it():
    assert shown(" A title ") == "A title"


# What GFM and Streamlit do to text after references are decoded; copied from Streamlit 1.67's
# StreamlitMarkdown bundle and mdast-util-gfm-autolink-literal, and seen in Chromium.
AFTER_DECODING = {
    "link": re.compile(r"(https?://|www(?=\.))([-.\w]+)([^ \t\r\n]*)", re.IGNORECASE),
    "mail": re.compile(r"[-.\w+]+@[-\w]+(?:\.[-\w]+)+"),
    "arrow": re.compile(r"(^|\s)(<->|->|<-|--|>=|<=|~=)(\s|$)"),
    "logo": re.compile(r":streamlit:"),
}


@pytest.mark.parametrize(
    ("what", "sample"),
    [
        ("link", "https://evil.example/x"),
        ("link", "see HTTP://evil.example"),
        ("link", "www.evil.example"),
        ("mail", "write to me@evil.example"),
    ],
)
def test_bare_addresses_stay_text(what, sample):
    assert_inert(what, sample)


@pytest.mark.parametrize(
    ("what", "sample"),
    [
        ("arrow", "Ministry -> Agency"),
        ("arrow", "a <-> b"),
        ("arrow", "2010 -- 2015"),
        ("arrow", "members >= 7"),
        ("logo", ":streamlit:"),
    ],
)
def test_arrows_and_the_logo_stay_text(what, sample):
    assert_inert(what, sample)


def assert_inert(what, sample):
    assert AFTER_DECODING[what].search(sample), "the sample must be one that acts"
    assert not AFTER_DECODING[what].search(html.unescape(shown(sample)))


# Charts


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        (
            '<a href="https://evil.example">x</a>',
            '&lt;a href="https://evil.example"&gt;x&lt;/a&gt;',
        ),
        ("<b>x</b><br>", "&lt;b&gt;x&lt;/b&gt;&lt;br&gt;"),
        ("%{x}", "%&#123;x}"),
        ("$x^2$", "&#36;x^2&#36;"),
        ("&lt;a&gt;", "&amp;lt;a&amp;gt;"),
        ("two\nlines", "two lines"),
        ("Türkiye", "Türkiye"),
    ],
)
def test_a_chart_label_shows_what_it_would_act_on(text, safe):
    assert in_chart(text) == safe


@given(st.text())
def test_no_tag_variable_or_formula_reaches_a_chart(text):
    safe = in_chart(text)
    assert not set("<>{$\n\r\t") & set(safe)
    assert html.unescape(safe) == re.sub(r"\s+", " ", text) or "&#" in text or "\0" in text


# Links


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        " https://example.org",
        "data:text/html,x",
        "file:///etc/passwd",
        "//evil.example",
        "ftp://example.org",
        "mailto:a@example.org",
        "httpsx://example.org",
    ],
)
def test_what_is_no_web_address_becomes_text_only(url):
    assert link("Official *gazette*", url) == shown("Official *gazette*")


def test_a_web_address_becomes_a_link_with_a_safe_text():
    assert link("Gazette", "https://example.org/a_b?c=d#e") == (
        "[Gazette](https://example.org/a_b?c=d#e)"
    )
    assert link("a](https://evil.example)", "http://example.org/") == (
        f"[{shown('a](https://evil.example)')}](http://example.org/)"
    )


@pytest.mark.parametrize("character", list(" <>()[]\\\"'`|^{}"))
def test_what_would_end_a_link_is_encoded_in_its_address(character):
    made = link("t", f"https://example.org/{character}x")
    assert made == f"[t](https://example.org/%{ord(character):02X}x)"


@given(st.text(), st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_a_link_is_one_link_whatever_its_text_and_address(text, rest):
    made = link(text, f"https://example.org/{rest}")
    inside = made.removeprefix(f"[{shown(text)}](").removesuffix(")")
    assert made == f"[{shown(text)}]({inside})"
    assert not set("()[]<> \"'") & set(inside)


def test_an_ellipsis_stands_at_a_letter_not_behind_a_space():
    assert shortened("Network for the Promotion", 15) == "Network for th…"
    assert shortened("Network for the Promotion", 13) == "Network for…"
    assert shortened("Network", 13) == "Network"


TITLES = {"unga-res-79-213": "Second [resolution]", "tur-law-1163": "Cooperatives Law"}


def test_an_id_in_a_sentence_is_the_title_which_leads_to_the_record():
    said = sentences("It was followed (unga-res-79-213); see tur-law-1163.", TITLES)
    assert html.unescape(said) == (
        "It was followed ([Second [resolution]](record?id=unga-res-79-213)); "
        "see [Cooperatives Law](record?id=tur-law-1163)."
    )
    assert "&#91;resolution&#93;" in said


@pytest.mark.parametrize("text", ["", None, "sub-Saharan, tur-law-11633, tur-law", *HOSTILE])
def test_what_names_no_record_is_shown_as_any_text(text):
    assert sentences(text, TITLES) == shown(text)
