"""Keeps the data of a release for those that come after it: `python -m tools.releases 0.2.0`.

The release is taken from its tag and loads its demo. Both databases are kept as text that SQLite
reads, with the keys to them, in `tests/operations/releases`; `test_releases.py` puts them in.
"""

import io
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import polib

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "tests/operations/releases"
DATABASES = ("viceversa.sqlite3", "keyring.sqlite3")
ON_SQLITE = {"DATABASE_URL": "", "VICEVERSA_KEYRING_URL": ""}
SECRETS = ("secret_key", "master_keys.json", "erasures.log")


def main(version: str) -> int:
    with unpacked(version) as source, tempfile.TemporaryDirectory() as data:
        environment = {**os.environ, **ON_SQLITE, "PYTHONPATH": str(source), "VICEVERSA_DATA": data}
        subprocess.run([sys.executable, "-m", "viceversa", "demo"], env=environment, check=True)
        kept = _keep(Path(data), KEPT / f"{version}.tar.xz")
    print(f"{kept.relative_to(ROOT)}: {kept.stat().st_size // 1000} kB")
    return 0


def has_tag(version: str) -> bool:
    """Whether this checkout knows the release: one without history, or without git, does not."""
    if not shutil.which("git"):
        return False
    asked = _git("rev-parse", "--quiet", "--verify", f"refs/tags/v{version}")
    return not subprocess.run(asked, capture_output=True, check=False).returncode  # noqa: S603


@contextmanager
def unpacked(version: str) -> Iterator[Path]:
    """The program as that release had it, with its catalogues compiled: what Python is to find."""
    tree = subprocess.run(_git("archive", f"v{version}", "src"), capture_output=True, check=True)  # noqa: S603
    with tempfile.TemporaryDirectory(prefix=f"viceversa-{version}-") as place:
        with tarfile.open(fileobj=io.BytesIO(tree.stdout)) as archive:
            archive.extractall(place, filter="data")
        source = Path(place) / "src"
        for catalogue in source.rglob("*.po"):
            polib.pofile(str(catalogue)).save_as_mofile(str(catalogue.with_suffix(".mo")))
        yield source


def _git(*arguments: str) -> list[str]:
    return ["git", "-C", str(ROOT), *arguments]


def _keep(data: Path, place: Path) -> Path:
    for name in DATABASES:
        with closing(sqlite3.connect(data / name)) as database:
            text = "\n".join(database.iterdump())
        (data / name).with_suffix(".sql").write_text(text, encoding="utf-8")
    place.parent.mkdir(exist_ok=True)
    with tarfile.open(place, "w:xz", preset=9) as archive:
        for name in (*SECRETS, *(Path(each).with_suffix(".sql").name for each in DATABASES)):
            archive.add(data / name, name, filter=_of_nobody)
    return place


def _of_nobody(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
