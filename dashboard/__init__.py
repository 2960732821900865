"""The pages: a snapshot in, a Streamlit app out."""

import os

# Pages ask small questions of small frames: a pool of threads costs more than it gives (the
# legal-framework level takes 15 ms of wall and 17 of CPU with two threads, 10 and 10 with one).
os.environ.setdefault("POLARS_MAX_THREADS", "1")
