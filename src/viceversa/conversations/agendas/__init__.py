"""Agendas: written as scripts, fitted to the minutes of a meeting, changed by the two with taps.

A meeting stores its agenda as [code of the step, minutes]. The words of a code are in the scripts:

    script.py      what a script and a step are
    talks.py       a first meeting, those in between, the last
    occasions.py   half-time, the closing, visits and other kinds of meeting
    events.py      what the organiser calls everybody to
    ways.py        the same steps on a walk and by video
    library.py     which script, and the words of a stored agenda
    fitting.py     minutes
    editing.py     changes by tapping
"""

from viceversa.conversations.agendas.editing import (
    CHANGES,
    AgendaError,
    deep_instead,
    leave_out,
    left_out,
    longer,
    move_down,
    move_up,
    put_back,
    shorter,
    swap_deep,
)
from viceversa.conversations.agendas.events import EVENTS, gatherings_of
from viceversa.conversations.agendas.fitting import fit, length_advice, refit
from viceversa.conversations.agendas.library import (
    SCRIPTS,
    STEPS,
    Step,
    can_have,
    home_of,
    ought_to_have,
    script_for,
    steps_of,
    take_the_same,
)
from viceversa.conversations.agendas.script import LENGTHS, LONGEST, SHORTEST, Script, ScriptStep

__all__ = [
    "CHANGES",
    "EVENTS",
    "LENGTHS",
    "LONGEST",
    "SCRIPTS",
    "SHORTEST",
    "STEPS",
    "AgendaError",
    "Script",
    "ScriptStep",
    "Step",
    "can_have",
    "deep_instead",
    "fit",
    "gatherings_of",
    "home_of",
    "leave_out",
    "left_out",
    "length_advice",
    "longer",
    "move_down",
    "move_up",
    "ought_to_have",
    "put_back",
    "refit",
    "script_for",
    "shorter",
    "steps_of",
    "swap_deep",
    "take_the_same",
]
