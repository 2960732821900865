"""`python -m tests.benchmarks`: measures side by side in one run and prints the table."""

import sys

from tests.benchmarks import check, choices, first_load, interaction, load, memory, search, takeaway

WHAT = {
    "load": load.run,
    "check": check.run,
    "search": search.run,
    "first-load": first_load.run,
    "interaction": interaction.run,
    "choices": choices.run,
    "memory": memory.run,
    "takeaway": takeaway.run,
}

print(load.machine())
for name in sys.argv[1:] or WHAT:
    for row in WHAT[name]():
        kept = "kept" if row.kept else "NOT KEPT"
        ratio = f"{row.ratio:.2f} ({row.bound}, {kept})"
        print(f"{row.what} | {row.measured} | {row.against} | {ratio}", flush=True)
