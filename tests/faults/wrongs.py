"""The one error of the fault tests."""


class Wrong(AssertionError):
    """What must not come of a fault."""
