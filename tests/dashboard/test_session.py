"""What one reader's session looks at."""

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
