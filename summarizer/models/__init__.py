"""Models: found, verified, loaded and run. Heavy imports live here, inside functions."""
