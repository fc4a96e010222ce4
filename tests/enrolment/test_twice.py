"""Whatever a valid list says: applied a second time it changes nothing."""

import string

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Cast
from tests.enrolment.lists import state_of_the_house
from tests.enrolment.planned import Cells, applied, plan
from viceversa.enrolment.sent_lists import ImportRow

NAMES = st.text(alphabet=string.ascii_letters + "åäöÅÄÖéŁ-' ", min_size=1, max_size=20).filter(
    lambda text: text.strip() and text.isprintable()
)
TOPICS = st.lists(
    st.tuples(st.sampled_from(["A1", "b2", "Unwritten rules", "Oskrivna regler", "L8"]),
              st.sampled_from(["", ":1", ":2", ": 3"])),
    max_size=4,
).map(lambda chosen: "; ".join(f"{topic}{strength}" for topic, strength in chosen))  # fmt: skip
PEOPLE = ["known-bob", "known-carol", *(f"Person.{n}@example.com" for n in range(6))]
LISTS = st.lists(st.sampled_from(PEOPLE), max_size=3, unique=True).map("; ".join)
ROWS = st.fixed_dictionaries(
    {
        "given_name": NAMES,
        "family_name": NAMES,
        "organisation": st.sampled_from(["Tallmo Test AB", "tallmo  TEST ab", "Ny AB", "Äng & Co"]),
        "unit": st.sampled_from(["", "Lack", "lack", "Produktion / Lack", "PRODUKTION > Lack"]),
        "title": NAMES,
        "level": st.sampled_from(["", "1", "3.0", "6"]),
        "manager": st.sampled_from(["", "boss@example.com", "known-carol"]),
        "languages": st.sampled_from(["", "svenska", "English; sv", "fi,sv"]),
        "hours": st.sampled_from(["", "morning; evening", "på kvällen"]),
        "wants": TOPICS,
        "offers": TOPICS,
        "knows": LISTS,
        "not_with": LISTS,
        "prefers": LISTS,
        "capacity": st.sampled_from(["", "1", "3"]),
        "phone": st.sampled_from(["", "+46 70 123"]),
    }
)
TABLES = st.lists(st.tuples(st.sampled_from(PEOPLE), ROWS), max_size=6, unique_by=lambda r: r[0])


def as_cells(cast: Cast, who: str, row: Cells) -> Cells:
    known = {"known-bob": cast.bob, "known-carol": cast.carol}
    written = {**row, "email": who, "role": "mentee" if who == "known-carol" else "mentor"}
    for name, person in known.items():
        written = {key: text.replace(name, person.email) for key, text in written.items()}
    if written["manager"] == written["email"]:
        del written["manager"]
    return {key: text for key, text in written.items() if text}


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], print_blob=True
)
@given(table=TABLES)
def test_a_valid_list_applied_twice_changes_nothing_the_second_time(
    cast: Cast, table: list[tuple[str, Cells]]
) -> None:
    rows = [as_cells(cast, who, row) for who, row in table]
    first = applied(cast.programme, *rows)
    assert first.counts["wrong"] == 0
    before = state_of_the_house()
    second = plan(cast.programme, *rows)
    assert second.counts["unchanged"] == len(rows), [p.changes for p in second.rows]
    assert ImportRow.Outcome.WRONG not in {row.outcome for row in second.rows}
    applied(cast.programme, *rows)
    assert state_of_the_house() == before
