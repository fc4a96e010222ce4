"""Pictures of figures as shapes, the same on a page and on paper: pure, and drawn by one template.

Places across are per cent of the width, so that a picture fits a phone and letters stay as they
are; heights are pixels. What a shape is stands in its `kind`, never in a colour alone: what was
before is a ring, what is now a disc.
"""

from viceversa.lib.pictures.dumbbell import change_line, dumbbell
from viceversa.lib.pictures.shapes import Bar, Dot, Line, Picture, Words

__all__ = ["Bar", "Dot", "Line", "Picture", "Words", "change_line", "dumbbell"]
