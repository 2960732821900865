"""The pages: a snapshot in, a Streamlit app out."""
