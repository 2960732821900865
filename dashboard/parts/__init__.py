"""Pieces of pages that several pages use."""
