"""The interface described for programs, OpenAPI 3.1."""

from functools import cache
from typing import Any

from viceversa.api.endpoints import api
from viceversa.api.problems import MEDIA_TYPE

PREFIX = "api/v1"


@cache
def document() -> dict[str, Any]:
    """The description of every operation. The library does not know that refusals are problems."""
    found: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=PREFIX))
    for methods in found["paths"].values():
        for operation in methods.values():
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    answer["content"] = {MEDIA_TYPE: answer["content"]["application/json"]}
    return found
