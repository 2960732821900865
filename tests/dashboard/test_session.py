"""What one reader's session looks at."""

import streamlit as st

from dashboard import session


def test_a_part_of_a_page_looks_at_one_state_of_the_data_while_it_runs(small, serve):
    served, seen = serve(small.root), []

    def part():
        seen.append(session.served())
        small.write(small.laws, small.law.replace("Law", "Another"))
        assert served.refresh()
        seen.append(session.served())

    session._alone(part)()
    assert seen[0] is seen[1]
    assert session.served() is served.served is not seen[0]


class Address(dict):
    """As Streamlit has it."""

    to_dict = dict.copy

    def from_dict(self, query):
        self.clear()
        self.update(query)


def test_what_a_part_within_a_part_writes_to_the_address_holds_after_it(small, serve, monkeypatch):
    """As the years that a map plays: the links below it lead to the year that is shown."""
    monkeypatch.setattr(st, "query_params", Address(show="coverage"))
    serve(small.root)
    seen = []

    def within():
        session.change({"asof": "2020-12-31"})

    def part():
        session.query()
        session._alone(within)()
        seen.append(session.query())

    session._alone(part)()
    assert seen == [{"show": "coverage", "asof": "2020-12-31"}]
