"""What Entra sends otherwise than the standard has it is understood all the same."""

from typing import Any

import pytest

from tests.scim.client import ENTERPRISE, Directory, person

pytestmark = pytest.mark.django_db
WORK = 'emails[type eq "work"].value'


def test_operations_in_capitals_and_truth_as_text(directory: Directory) -> None:
    code = directory.made("kim")
    directory.patch(f"/Users/{code}", {"op": "Replace", "path": "active", "value": "False"})
    assert person(code).closed_at
    directory.patch(f"/Users/{code}", {"op": "Add", "path": "active", "value": "True"})
    assert person(code).closed_at is None


@pytest.mark.parametrize(
    "operation",
    [
        {"op": "Replace", "path": WORK, "value": "new@example.com"},
        {"op": "Add", "value": {WORK: "new@example.com"}},
    ],
)
def test_an_address_by_a_filter(directory: Directory, operation: dict[str, Any]) -> None:
    code = directory.made("kim")
    assert directory.patch(f"/Users/{code}", operation).status_code == 204
    assert person(code).email == "new@example.com"


def test_keys_with_dots_and_what_nobody_keeps(directory: Directory) -> None:
    code = directory.made("kim")
    said = {
        "name.givenName": "Kimberly",
        "displayName": "Kimberly Prov",
        'phoneNumbers[type eq "mobile"].value': "010-555 01 23",
        f"{ENTERPRISE}:department": "Assembly",
    }
    assert directory.patch(f"/Users/{code}", {"op": "Add", "value": said}).status_code == 204
    assert person(code).given_name == "Kimberly"
    assert str(person(code).employment.unit) == "Assembly"


def test_a_manager_by_her_id_alone(directory: Directory) -> None:
    boss, code = directory.made("bo"), directory.made("kim")
    lead = {"op": "Add", "path": f"{ENTERPRISE}:manager", "value": boss}
    assert directory.patch(f"/Users/{code}", lead).status_code == 204
    assert person(code).employment.manager == person(boss)


@pytest.mark.parametrize("body", ["[]", "{", '{"Operations": 3}', '{"Operations": [3]}'])
def test_what_is_no_patch_is_refused(directory: Directory, body: str) -> None:
    code = directory.made("kim")
    answer = directory.client.generic(
        "PATCH", f"/scim/v2/Users/{code}", body, content_type="application/scim+json",
        headers=directory.headers,
    )  # fmt: skip
    assert answer.status_code == 400
