"""How good a summary, an alignment or a grouping is: scores with intervals, per-item values and signatures.

    from summarizer.metrics import rouge

    print(rouge(["the cat sat on the mat"], ["the cat is on the mat"]))

A metric of summaries is a component (`components.build("metric", "rouge", options)`) that turns examples into
scores; see `score.py` for both.
"""

from __future__ import annotations

from summarizer.metrics.rouge_score import rouge
from summarizer.metrics.score import Example, Metric, Score, Scores, sentence_lines

__all__ = ["Example", "Metric", "Score", "Scores", "rouge", "sentence_lines"]
