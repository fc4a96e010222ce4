from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from viceversa.lib.bulk import prepare_inserts, prepare_updates, write_many
from viceversa.people.models import Employment, Organisation, Person

JOINED = datetime(2026, 12, 3, 14, 0, tzinfo=UTC)
STORED = ("id", "given_name", "email", "languages", "hours", "is_active", "joined_at")


def some_people(count: int) -> list[Person]:
    return [
        Person(
            given_name=f"Åsa %s {n}",
            family_name="Öst",
            email=f"p{n}@example.org",
            languages=["sv", "en"],
            hours=[{"day": 1}],
            is_active=n % 2 == 0,
            joined_at=JOINED,
        )
        for n in range(count)
    ]


def stored_people() -> set[str]:
    return {repr([getattr(person, name) for name in STORED]) for person in Person.objects.all()}


@pytest.mark.django_db
def test_rows_are_those_that_bulk_create_writes():
    people = some_people(3)
    with transaction.atomic():
        assert write_many(prepare_inserts(Person, people)) == 3
    ours = stored_people()
    Person.objects.all().delete()
    Person.objects.bulk_create(people)
    assert ours == stored_people()


@pytest.mark.django_db
def test_parents_and_children_go_in_together_by_one_statement_each():
    company = Organisation(name="Example", name_key="example")
    people = some_people(50)
    jobs = [Employment(person=person, organisation=company, level=3) for person in people]
    prepared = [
        prepare_inserts(Organisation, [company]),
        prepare_inserts(Person, people),
        prepare_inserts(Employment, jobs),
        prepare_inserts(Person, []),
    ]
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        assert write_many(*prepared) == 101
    assert len(queries) == 3
    assert set(Employment.objects.values_list("person", "organisation", "level", "manager")) == {
        (person.pk, company.pk, 3, None) for person in people
    }


@pytest.mark.django_db
def test_only_the_named_fields_are_changed():
    kept, changed = people = some_people(2)
    Person.objects.bulk_create(people)
    changed.given_name, changed.family_name, changed.languages = "Bo", "Ek", ["fi"]
    with transaction.atomic():
        assert (
            write_many(prepare_updates(Person, [changed], fields=["given_name", "languages"])) == 1
        )
    changed.refresh_from_db()
    assert (changed.given_name, changed.family_name, changed.languages) == ("Bo", "Öst", ["fi"])
    assert Person.objects.get(pk=kept.pk).given_name == "Åsa %s 0"


@pytest.mark.django_db
def test_a_foreign_key_is_changed_by_its_name():
    company = Organisation.objects.create(name="Example", name_key="example")
    chief, person = some_people(2)
    Person.objects.bulk_create([chief, person])
    job = Employment.objects.create(person=person, organisation=company)
    job.manager = chief
    with transaction.atomic():
        write_many(prepare_updates(Employment, [job], fields=["manager"]))
    assert Employment.objects.get().manager == chief


@pytest.mark.django_db(transaction=True)
def test_one_bad_row_keeps_all_out():
    people = some_people(3)
    people[2].email = people[0].email
    prepared = prepare_inserts(Person, people)
    with pytest.raises(IntegrityError), transaction.atomic():
        write_many(prepared)
    assert Person.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_changed_row_that_is_gone_keeps_all_out():
    there, gone = some_people(2)
    there.save(force_insert=True)
    there.given_name = gone.given_name = "Bo"
    prepared = prepare_updates(Person, [there, gone], fields=["given_name"])
    with pytest.raises(DatabaseError, match="1 of 2 rows"), transaction.atomic():
        write_many(prepared)
    assert Person.objects.get().given_name == "Åsa %s 0"


@pytest.mark.django_db(transaction=True)
def test_half_a_write_outside_a_transaction_is_impossible():
    prepared = prepare_inserts(Person, some_people(1))
    with pytest.raises(TransactionManagementError):
        write_many(prepared)
    assert Person.objects.count() == 0


@pytest.mark.django_db
def test_what_may_be_known_is_left_out_where_it_is():
    known = Organisation.objects.create(name="Example", name_key="example")
    wanted = [
        Organisation(name="Example", name_key="example"),
        Organisation(name="X", name_key="x"),
    ]
    with transaction.atomic():
        assert write_many(prepare_inserts(Organisation, wanted, may_be_known=True)) == 1
    assert set(Organisation.objects.values_list("pk", flat=True)) == {known.pk, wanted[1].pk}
