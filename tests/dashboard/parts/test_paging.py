"""The pages of a long list and the address."""


def test_the_address_names_a_page_and_not_the_first(visit):
    page = visit("records", q="law")
    [turner] = page.pagination
    turner.set_value(2)
    page.run()
    assert page.query_params["page"] == "2"
    [turner] = page.pagination
    turner.set_value(1)
    page.run()
    assert "page" not in page.query_params


def test_who_turns_a_page_keeps_the_control_and_its_focus(visit):
    page = visit("records", q="law")
    key = page.pagination[0].key
    page.pagination[0].set_value(2)
    page.run()
    assert (page.pagination[0].key, page.pagination[0].value) == (key, 2)
    page.pagination[0].set_value(3)
    page.run()
    assert (page.pagination[0].key, page.pagination[0].value) == (key, 3)


def test_the_control_follows_an_address_that_went_back(visit):
    page = visit("records", q="law")
    page.pagination[0].set_value(2)
    page.run()
    del page.query_params["page"]
    page.run()
    assert page.pagination[0].value == 1
    page.query_params["page"] = "3"
    page.run()
    assert page.pagination[0].value == 3
