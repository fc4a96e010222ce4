"""From how many answers on what is shown, of a survey as a whole."""

LEAST = 5
"""Under so many answers nothing at all; so many are asked, or nobody is."""
WHOLE = 10
"""From so many answers on distributions, and what was said in own words."""
SOFTENED = 80
"""Where all answer the same, it is said that at least so many per cent do."""
