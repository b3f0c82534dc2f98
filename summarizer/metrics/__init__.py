"""How good a summary, an alignment or a grouping is: scores with intervals, per-item values and signatures."""

from __future__ import annotations

from summarizer.metrics.score import Example, Metric, Score, sentence_lines

__all__ = ["Example", "Metric", "Score", "sentence_lines"]
