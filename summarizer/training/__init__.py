"""Fine-tune the models that the package loads, on the user's own data.

A recipe (`recipe.py`) names a kind of model (`kinds.py`), data (`rows.py`) and how to train. `session.py` is
the whole of a training on one screen: read, check, train, resume, measure, save.
"""
