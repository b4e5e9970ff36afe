"""Errors of this package."""


class ScatteringError(ValueError):
    """A transform cannot be made, or not of what was given; the text says what was found and what was expected."""
