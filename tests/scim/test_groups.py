"""Groups of a directory are units of its organisation."""

import pytest

from tests.scim.client import GROUP, Directory, person, user
from viceversa.people.models import Unit

pytestmark = pytest.mark.django_db


def unit_of(code: str) -> str:
    return str(person(code).employment.unit or "")


def test_whoever_is_in_it_works_there(directory: Directory) -> None:
    kim, bo = directory.made("kim"), directory.made("bo")
    group = directory.group("Production / Assembly", kim, bo)
    assert (unit_of(kim), unit_of(bo)) == ("Production / Assembly",) * 2
    shown = directory.get(f"/Groups/{group}").json()
    assert {each["value"] for each in shown["members"]} == {kim, bo}
    rename = {"op": "replace", "path": "displayName", "value": "Production / Paint"}
    assert directory.patch(f"/Groups/{group}", rename).status_code == 204
    assert (unit_of(kim), unit_of(bo)) == ("Production / Paint",) * 2


def test_of_several_groups_the_latest_says_where(directory: Directory) -> None:
    kim = directory.made("kim")
    directory.group("Assembly", kim)
    last = directory.group("Paint", kim)
    assert unit_of(kim) == "Paint"
    directory.send("DELETE", f"/Groups/{last}")
    assert unit_of(kim) == "Assembly"
    assert Unit.objects.filter(path="Paint").exists()
    assert directory.get(f"/Groups/{last}").status_code == 404


@pytest.mark.parametrize("odd", [False, True])
def test_somebody_is_taken_out_of_it(directory: Directory, odd: bool) -> None:
    kim, bo = directory.made("kim"), directory.made("bo")
    group = directory.group("Assembly", kim, bo)
    operation = {"op": "Remove", "path": f'members[value eq "{kim}"]'}
    if odd:
        operation = {"op": "Remove", "path": "members", "value": [{"value": kim}]}
    assert directory.patch(f"/Groups/{group}", operation).status_code == 204
    assert (unit_of(kim), unit_of(bo)) == ("", "Assembly")
    shown = directory.get(f"/Groups/{group}").json()["members"]
    assert [each["value"] for each in shown] == [bo]


def test_a_group_is_found_by_who_is_in_it(directory: Directory) -> None:
    kim, bo = directory.made("kim"), directory.made("bo")
    group = directory.group("Assembly", kim)
    directory.group("Paint", bo)
    for asked in (
        f'members eq "{kim}"',
        f'id eq "{group}" and members.value eq "{kim}"',
        'displayName eq "assembly"',
    ):
        found = directory.get("/Groups", query={"filter": asked}).json()["Resources"]
        assert [each["id"] for each in found] == [group]


def test_one_name_is_one_group(directory: Directory) -> None:
    directory.group("Assembly")
    body = {"schemas": [GROUP], "displayName": "ASSEMBLY"}
    assert directory.send("POST", "/Groups", body).status_code == 409


def test_a_group_gives_no_rights(directory: Directory) -> None:
    kim = directory.made("kim")
    directory.group("Coordinators", kim)
    assert (person(kim).roles.count(), person(kim).is_organiser) == (0, False)


def test_a_large_group_costs_one_more_as_much_as_a_small_one(
    directory: Directory, django_assert_max_num_queries: object
) -> None:
    codes = [directory.made(f"kim{number}") for number in range(4)]
    group = directory.group("Assembly", *codes[:3])
    add = {"op": "add", "path": "members", "value": [{"value": codes[3]}]}
    with django_assert_max_num_queries(32):  # type: ignore[operator]  # a fixture
        directory.patch(f"/Groups/{group}", add)
    assert unit_of(codes[3]) == "Assembly"


def test_two_in_one_go_by_bulk(directory: Directory) -> None:
    body = {
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
        "Operations": [
            {"method": "POST", "path": "/Users", "bulkId": "kim", "data": user("kim")},
            {
                "method": "POST", "path": "/Groups", "bulkId": "unit",
                "data": {"schemas": [GROUP], "displayName": "Assembly",
                         "members": [{"value": "bulkId:kim"}]},
            },
        ],
    }  # fmt: skip
    found = directory.send("POST", "/Bulk", body).json()["Operations"]
    assert [each["status"] for each in found] == ["201", "201"]
    assert unit_of(found[0]["location"].rpartition("/")[2]) == "Assembly"
