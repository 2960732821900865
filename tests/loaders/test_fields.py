"""What is declared is called by words."""

from loaders.kinds import KINDS
from loaders.kinds.country import COUNTRY


def test_every_label_of_a_field_is_made_of_words():
    tables = [COUNTRY, *(table for kind in KINDS for table in (kind.table, *kind.table.nested))]
    labels = {field.name: field.label for table in tables for field in table.fields}
    assert {labels[name] for name in ("id", "url", "in_force", "status_as_of")} == {
        "Identifier",
        "Web address",
        "In force",
        "Status as of",
    }
