"""What some directories send otherwise than RFC 7644 has it, and the library does not know."""

import json
from typing import Any


def normalised(body: bytes) -> bytes:
    """A PATCH without a path may name paths in its value, `emails[type eq "work"].value`: each of
    these becomes an operation of its own. Anything else stays as it is."""
    try:
        said = json.loads(body)
        operations = said["Operations"]
        said["Operations"] = [each for said_op in operations for each in _split(said_op)]
    except (ValueError, KeyError, TypeError, AttributeError):
        return body
    return json.dumps(said).encode()


def _split(operation: dict[str, Any]) -> list[dict[str, Any]]:
    value = operation.get("value")
    if operation.get("path") or not isinstance(value, dict):
        return [operation]
    paths = [key for key in value if "[" in key]
    plain = {key: value[key] for key in value if key not in paths}
    first = [{**operation, "value": plain}] if plain or not paths else []
    return first + [{"op": operation.get("op"), "path": key, "value": value[key]} for key in paths]
