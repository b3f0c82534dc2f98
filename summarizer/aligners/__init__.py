"""Aligners: how two claims of different outlets relate."""
