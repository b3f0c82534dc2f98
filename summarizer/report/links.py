"""Links that are safe to follow: an article's URL is only ever a link if it is plain http or https."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

LONGEST_URL = 2000
"""Characters above which a URL is taken for something else."""

_BROKEN = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\\]")


def safe_url(url: str) -> str:
    """The URL, percent-encoded where a report needs it, if it is http or https with a host; else nothing."""
    url = url.strip()
    if len(url) > LONGEST_URL or _BROKEN.search(url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return ""
    return quote(url, safe="%/:?#[]@!$&'()*+,;=-._~")
