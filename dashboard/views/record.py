"""One record, under the address that stays: `/record?id=tur-law-7339`."""

from dashboard import session
from dashboard.parts import record_page

record_page.show(session.snapshot(), session.query().get("id", ""))
