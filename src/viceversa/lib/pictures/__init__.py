"""Pictures of figures as shapes, the same on a page and on paper: pure, and drawn by one template.

Places across are per cent of the width, so that a picture fits a phone and letters stay as they
are; heights are pixels. What a shape is stands in its `kind`, never in a colour alone: what was
before is a ring, what is now a disc.
"""

from viceversa.lib.pictures.bars import Amount, bars
from viceversa.lib.pictures.columns import columns
from viceversa.lib.pictures.dumbbell import change_line, dumbbell
from viceversa.lib.pictures.matrix import Cell, Row, matrix
from viceversa.lib.pictures.shapes import Bar, Dot, Line, Picture, Words
from viceversa.lib.pictures.spans import Span, spans
from viceversa.lib.pictures.strips import Strip, strips
from viceversa.lib.pictures.whiskers import Share, whiskers

__all__ = [
    "Amount",
    "Bar",
    "Cell",
    "Dot",
    "Line",
    "Picture",
    "Row",
    "Share",
    "Span",
    "Strip",
    "Words",
    "bars",
    "change_line",
    "columns",
    "dumbbell",
    "matrix",
    "spans",
    "strips",
    "whiskers",
]
