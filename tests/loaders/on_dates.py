"""Laws of Türkiye in few words, and dates to ask about."""

from datetime import date

from loaders.measures import Clock

TODAY = date(2026, 6, 30)
NOW = Clock(TODAY, TODAY)
SOURCES = "sources: [{title: t, publisher: p, reference: r}]"


def today_on(year, month, day):
    return Clock(date(year, month, day), date(year, month, day))


def on(year, month=1, day=1):
    return Clock(date(year, month, day), TODAY)


def law(number=1, **fields):
    given = {"type": "specific_law", "scope": "[cooperatives]", "status": "in_force", **fields}
    lines = "".join(f"  {name}: {value}\n" for name, value in given.items())
    return f"- id: tur-{number}\n  title: Law {number}\n{lines}  {SOURCES}\n"


def framework(number=1, **fields):
    return law(number, type="framework_law", scope="[social_economy]", **fields)
