"""What may stand in an answer: nothing that the register says is the pair's, an answer to a survey
or a secret."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from viceversa.api import schemas
from viceversa.api.openapi import document
from viceversa.api.shown import NEVER, NotForMachinesError, shown
from viceversa.lib.register import entries

SCHEMAS = document()["components"]["schemas"]


def fields(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from schema.get("properties", {}).items()


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_says_what_it_shows_and_may_show_it(name: str) -> None:
    for field, said in fields(SCHEMAS[name]):
        if "x-made" in said:
            assert said["x-made"], field
            continue
        assert entries()[said["x-shows"]].data_class not in NEVER, field


def test_the_schemas_are_those_of_the_module_and_no_others() -> None:
    own = {name for name, each in vars(schemas).items() if isinstance(each, type)}
    assert set(SCHEMAS) <= own


@pytest.mark.parametrize(
    "field", [name for name, entry in entries().items() if entry.data_class in NEVER]
)
def test_what_is_private_to_the_pair_cannot_be_named(field: str) -> None:
    with pytest.raises(NotForMachinesError):
        shown(field)


def test_nor_can_a_field_that_is_not_registered() -> None:
    with pytest.raises(NotForMachinesError):
        shown("Pair.unheard_of")


def test_every_operation_says_how_it_refuses_and_asks_for_a_token() -> None:
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            assert {401, 403, 404, 422, 429} <= set(operation["responses"]), path
            assert operation["security"], method
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    assert list(answer["content"]) == ["application/problem+json"]


def test_the_description_is_for_everybody_and_names_nobody(client: Any, db: None) -> None:
    answer = client.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert answer.json() == json.loads(json.dumps(document()))
    assert answer.json()["openapi"] == "3.1.0"
    assert "public" in answer.headers["Cache-Control"]
