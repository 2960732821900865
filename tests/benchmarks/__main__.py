"""`python -m tests.benchmarks`: measures side by side in one run and prints the table."""

import sys

from tests.benchmarks import first_load, interaction, load

WHAT = {"load": load.run, "first-load": first_load.run, "interaction": interaction.run}

print(load.machine())
for name in sys.argv[1:] or WHAT:
    for row in WHAT[name]():
        kept = "kept" if row.kept else "NOT KEPT"
        print(
            f"{row.what:58} {row.measured:>34}  {row.against:>58}  {row.ratio:6.2f} {row.bound:>8} {kept}",
            flush=True,
        )
