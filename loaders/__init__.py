"""YAML records in, Polars frames out; knows nothing of the dashboard.

`load(root)` reads a data folder and returns a frozen `Snapshot`.
"""

from loaders.snapshot import Snapshot, load

__all__ = ["Snapshot", "load"]
