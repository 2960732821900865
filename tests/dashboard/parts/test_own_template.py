"""A presenter's template is chosen once; each menu says whose design its slides take."""

import io

import pytest
from pptx import Presentation
from pptx.util import Inches

MENUS = {
    "legal-framework": ("map", {}),
    "brief": ("country", {"country": "TUR"}),
    "briefing": ("briefing", {"briefing": "chart=timeline&option=kind"}),
}
NO_TEMPLATE = ("mine.pptx", b"no presentation", "application/octet-stream")
FILE = "own-template-file"


@pytest.fixture
def menu(visit):
    """Opens a page with the menu of files of that name."""

    def opened(name):
        view, query = MENUS[name]
        page = visit(view, **query)
        if view == "map":
            page.pills(key=f"{name}-more").select("download").run()
        return page.opened("brief-menu") if view == "country" else page

    return opened


def own():
    made = Presentation()
    made.slide_width = Inches(11)
    held = io.BytesIO()
    made.save(held)
    return ("_our_ *house*.pptx", held.getvalue(), "application/octet-stream")


def said(page):
    return [caption.value for caption in page.caption if "design of" in caption.value]


def chosen(page, name, file):
    page.button(key=f"{name}-template-choose").click().run()
    # AppTest runs the whole page again, in which the dialog is there while its button is pressed.
    page.button(key=f"{name}-template-choose").click()
    page.file_uploader(key=FILE).set_value(file).run()
    assert not page.exception
    return page


def slide_width(page, key):
    made = page.session_state[f"{key}-writing"]()
    return Presentation(io.BytesIO(made)).slide_width


@pytest.mark.parametrize("name", MENUS)
def test_a_file_that_is_no_template_says_so_and_nothing_is_lost(menu, name):
    page = menu(name)
    before = dict(page.query_params)
    chosen(page, name, NO_TEMPLATE)
    assert "no PowerPoint file" in page.error[0].value.replace("&#46;", ".")
    assert dict(page.query_params) == before
    assert not said(page)


FILES = {
    "legal-framework": "legal-framework-pptx",
    "brief": "brief-pptx",
    "briefing": "briefing.pptx",
}


@pytest.mark.parametrize("name", MENUS)
def test_the_slides_of_every_menu_take_the_template_until_it_is_removed(menu, name):
    page = chosen(menu(name), name, own())
    if name == "brief":  # the question has closed it
        page.opened("brief-menu")
    [line] = said(page)
    assert "*" not in line.replace("\\*", "")
    assert slide_width(page, FILES[name]) == Inches(11)
    page.button(key=f"{name}-template-remove").click().run()
    assert not page.exception
    assert not said(page)
    assert slide_width(page, FILES[name]) != Inches(11)


def test_a_template_chosen_on_one_page_serves_the_others(menu):
    page = chosen(menu("legal-framework"), "legal-framework", own())
    page.query_params["country"] = "TUR"
    page.switch_page("views/country.py").run()
    page.opened("brief-menu")
    assert said(page)
    assert slide_width(page, "brief-pptx") == Inches(11)


def test_the_menu_of_a_brief_does_not_lie_over_the_dialog(menu):
    page = menu("brief")
    page.button(key="brief-template-choose").click().run()
    assert not page.exception
    assert page.session_state["brief-menu"] is False
    assert page.file_uploader(key=FILE)
