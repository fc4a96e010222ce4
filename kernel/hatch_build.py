"""Compiles the library into the wheel."""

import subprocess
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent


class KernelHook(BuildHookInterface):
    """Asks the C compiler; no header of Python is needed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        library = Path(self.directory) / "libkernel.so"
        library.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run([str(ROOT / "compile.sh"), str(library.resolve())], check=True)  # noqa: S603
        build_data["force_include"][str(library)] = "viceversa_kernel/libkernel.so"
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["tag"] = f"py3-none-{platform}"
        build_data["pure_python"] = False
