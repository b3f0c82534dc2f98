"""Names of people, places and organizations: where a text has them, and when two of them are one."""

from summarizer.names.finding import Name, names
from summarizer.names.matching import same_name

__all__ = ["Name", "names", "same_name"]
