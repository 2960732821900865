"""A frame or an exhibit in, the bytes of a file out; no Streamlit."""
