"""What the room says no with."""


class StateError(ValueError):
    """The thing is not in the state for this; the sentence is for the person who tried."""
