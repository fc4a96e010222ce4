"""Build hooks: the dependencies come from requirements.in, the catalogues are compiled."""

from pathlib import Path
from typing import Any

import polib
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

ROOT = Path(__file__).parent


class CompiledCatalogues(BuildHookInterface):
    """Turns every .po of the package into the .mo that gettext reads."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        for catalogue in (ROOT / "src/viceversa/locale").glob("*/LC_MESSAGES/django.po"):
            polib.pofile(str(catalogue)).save_as_mofile(str(catalogue.with_suffix(".mo")))


class DependenciesFromFile(MetadataHookInterface):
    """The wheel needs what requirements.in names, so that the list stands in one place."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        lines = (ROOT / "requirements.in").read_text(encoding="utf-8").splitlines()
        metadata["dependencies"] = [line for line in lines if line and not line.startswith("#")]
