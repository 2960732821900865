"""What a page is told of its theme when a run begins: see `stand_ins.populate_theme_msg`."""

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from dashboard import server, stand_ins

STREAMLITS = app_session._populate_theme_msg
"""As imported: nothing has been served yet."""
SECTIONS = ("theme", *(f"theme.{category.value}" for category in config.CustomThemeCategories))


def told(populate, section):
    message = CustomThemeConfig()
    populate(message, section)
    return message


@pytest.fixture
def read(monkeypatch):
    """The sections of the configuration that were read."""
    sections, own = [], config.get_options_for_section
    monkeypatch.setattr(
        config, "get_options_for_section", lambda section: sections.append(section) or own(section)
    )
    return sections


def whole(populate):
    """The theme as a session puts it together."""
    theme = CustomThemeConfig()
    for section in SECTIONS:
        inner = theme
        for name in section.split(".")[1:]:
            inner = getattr(inner, name)
        populate(inner, section)
    return theme.SerializeToString(deterministic=True)


def test_a_page_is_told_what_streamlit_tells_it():
    for _run in range(2):
        assert whole(stand_ins.populate_theme_msg) == whole(STREAMLITS) != b""


def test_the_theme_is_that_of_the_configuration():
    message = told(stand_ins.populate_theme_msg, "theme.light")
    assert message.primary_color == config.get_option("theme.light.primaryColor") != ""


def test_the_configuration_is_read_once(read):
    stand_ins._theme.cache_clear()
    for _run in range(3):
        told(stand_ins.populate_theme_msg, "theme")
    assert len(read) == 1


def test_streamlit_reads_it_for_each_run_still(read):
    """Where this fails, see whether Streamlit keeps it now: then this can go."""
    for _run in range(3):
        told(STREAMLITS, "theme")
    assert len(read) == 3


def test_every_session_that_is_served_does_so(monkeypatch):
    monkeypatch.setattr(app_session, "_populate_theme_msg", STREAMLITS)
    server.build()
    assert app_session._populate_theme_msg is stand_ins.populate_theme_msg
