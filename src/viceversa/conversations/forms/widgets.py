"""How choices are shown on a phone."""

TAPS = {"class": "taps"}
TAPS_IN_A_LIST = {"class": "taps taps-list"}
TAPS_IN_A_ROW = {"class": "taps taps-row"}
