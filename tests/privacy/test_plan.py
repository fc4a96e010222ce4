"""Every field that tells of a person is in the plan: it goes, is emptied, or stays for a reason."""

from collections import defaultdict
from collections.abc import Iterator

from django.apps import apps

from viceversa.lib.register import Entry, entries
from viceversa.people.holdings import Holding
from viceversa.people.models import Person
from viceversa.privacy.pack import thing_of
from viceversa.privacy.plan import ERASURE_PLAN, holdings, room_of

TELLS = ("P0", "P1", "P4")
OF_NOBODY = {
    "DirectoryGroup": "its name is the place of a unit",
    "Unit": "a part of an organisation",
    "mfa.Authenticator": "one row speaks for the whole table",
}


def planned() -> dict[str, list[Holding]]:
    found = defaultdict(list)
    for _room, each in holdings():
        found[each.name].append(each)
    return found


def points_at_people() -> set[str]:
    return {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("viceversa").get_models()
        for field in model._meta.fields
        if field.related_model is Person
    }


def personal() -> Iterator[Entry]:
    """What tells of somebody by its class or because it may be taken along, or points at her."""
    links = points_at_people()
    for entry in entries().values():
        tells = entry.data_class in TELLS or entry.is_exported or entry.field in links
        if tells and thing_of(entry.field) not in OF_NOBODY:
            yield entry


def is_settled(entry: Entry, plan: list[Holding]) -> bool:
    """What others may read of the programme itself may stay with its row; what tells of her is
    named, or goes."""
    field = entry.field.rpartition(".")[2]
    if any(each.goes for each in plan):
        return True
    named = {name for each in plan for name in (*each.emptied, *each.struck, *each.kept)}
    is_fact = entry.data_class not in TELLS and entry.field not in points_at_people()
    return field in named or (is_fact and bool(plan))


def test_every_personal_field_is_in_the_plan() -> None:
    plan = planned()
    assert len(list(personal())) > 200
    missing = [e.field for e in personal() if not is_settled(e, plan[thing_of(e.field)])]
    assert missing == []


def test_whatever_stays_has_its_reason() -> None:
    assert [each.name for _room, each in holdings() if not each.goes and not each.why] == []


def test_the_plan_names_fields_that_there_are() -> None:
    for _room, each in holdings():
        fields = {field.name for field in each.model._meta.fields}
        assert {*each.emptied, *each.struck, *each.kept, *each.others} <= fields, each.name


def test_every_room_that_lists_something_is_in_the_plan_once() -> None:
    rooms = [room_of(module) for module in ERASURE_PLAN]
    assert len(set(rooms)) == len(rooms)
    assert rooms[-1] == "people", "the name goes last: until then the rooms search for it"


def test_a_field_that_nobody_thought_of_is_missed() -> None:
    told, fact = entries()["Person.phone"], entries()["Letter.created_at"]
    assert (is_settled(told, []), is_settled(fact, [])) == (False, False)
    beside = [Holding(Person, lambda _: None, emptied={"email": ""})]  # type: ignore[arg-type,return-value]
    assert is_settled(told, beside) is False
