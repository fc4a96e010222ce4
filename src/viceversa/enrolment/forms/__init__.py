"""What is asked for in this room: a file, the meaning of its columns, one person, a search."""

from viceversa.enrolment.forms.lists import ColumnsForm, ListForm, OutcomeForm
from viceversa.enrolment.forms.people import DetailsForm, NewPersonForm, SearchForm

__all__ = [
    "ColumnsForm",
    "DetailsForm",
    "ListForm",
    "NewPersonForm",
    "OutcomeForm",
    "SearchForm",
]
