"""What cannot be done with a survey, in words for whoever tried."""


class SurveyError(ValueError):
    """The survey is in another state, or too few are asked."""
