"""Systems that write summaries: baselines, extractive, encoder-decoder and chat models."""
