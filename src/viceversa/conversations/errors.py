"""What the room says no with."""


class StateError(ValueError):
    """The thing is not in the state for this; the sentence is for the person who tried."""


class FirstThingsError(StateError):
    """The two have something to say or accept first. The sentence may name them."""
