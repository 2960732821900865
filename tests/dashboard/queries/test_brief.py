"""What a country's brief says of acts that apply in it directly."""

from dashboard.queries import brief

ACT = """\
- id: act-1
  title: Uniform Act
  body: OHADA
  type: uniform_act
  status: adopted
  adopted: 2010-12-15
  positions: [{country: SEN, position: bound}, {country: TUR, position: bound, date: 2024-05}]
  sources: [{title: t, publisher: p, reference: r}]
"""


def test_an_act_applies_since_the_country_joined(small, clock):
    small.write("international/resolutions.yaml", ACT)
    data = small.load()

    def told(country):
        laws = brief.of(data, country, clock).sections[0]
        return next(row[2] for row in laws.rows if row[0] == "Uniform Act")

    assert (told("SEN"), told("TUR")) == ("15 December 2010", "May 2024")
