"""Pure Polars: frames and filters in, a small frame out; one module per question."""
