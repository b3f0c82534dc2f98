"""Is it good, and is it better than that one: systems scored on labelled data, with intervals and significance."""
