"""What tests need that write YAML of their own making: values without tags, room for comments."""

import yaml


class Untagged(yaml.SafeDumper):
    def process_tag(self):
        pass

    def ignore_aliases(self, data):
        return True


def entry_lines(block, found):
    """The lines on which an entry begins, where a comment may stand above, and their columns."""
    if not block.is_flow:
        for entry in block.entries:
            found.setdefault(entry.line, block.column)
            if hasattr(entry.value, "entries"):
                entry_lines(entry.value, found)
    return found
