"""Figures in a sentence: what is counted, how much, how exactly, and whether two of them can both be true."""

from summarizer.quantities.finding import quantities
from summarizer.quantities.quantity import Bound, Quantity
from summarizer.quantities.wording import stems

__all__ = ["Bound", "Quantity", "quantities", "stems"]
