"""Read articles and stories from files, folders, tables, data sets and standard input."""

from summarizer.readers.options import ReadOptions
from summarizer.readers.sources import read_articles, read_stories

__all__ = ["ReadOptions", "read_articles", "read_stories"]
