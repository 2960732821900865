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
