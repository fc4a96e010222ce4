"""What cannot be done with a goal of the round, in words for whoever tried."""


class GoalError(ValueError):
    """There are enough, or the round has begun."""
