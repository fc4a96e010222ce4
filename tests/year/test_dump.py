"""A dump of database, WAL, backups, logs, queue and outbox after a whole year of the demo: it holds
no word that only two were to read, and no string from it signs anybody in."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.house.leaks import Haystack
from tests.year.account import Account
from tests.year.canaries import CONFIDENTIAL, OPEN, Find, finds
from tests.year.dump import files, rows, strings
from tests.year.plants import fields_to_plant
from tests.year.run import house_in_production, run
from viceversa.lib import sqlite

pytestmark = pytest.mark.slow
DATABASE, WAL, LOG = "viceversa.sqlite3", "viceversa.sqlite3-wal", "viceversa.log"
BACKUPS = {f"backups/{name}" for name in ("60.sqlite3", "120.sqlite3.gz", "240.sqlite3")}
PLAY = "from pathlib import Path\nfrom tests.year.play import play\nplay(Path({account!r}))"
TRY = (
    "from pathlib import Path\nfrom tests.year.doors import try_doors\n"
    "try_doors(Path({account!r}), Path({strings!r}), Path({result!r}))"
)
MOST_SECONDS = 900
SIGNATURE = 43  # signs at the end of a link, without which it opens nothing


@dataclass(frozen=True)
class Dump:
    """The copied files and rows, what the year planted, and what became of the tries."""

    haystacks: list[Haystack]
    account: Account
    strings: set[str]
    tried: dict[str, object]


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dump]:
    """Played once for all tests here. The keys lie apart; the wrapped ones are copied as well."""
    base = tmp_path_factory.mktemp("year")
    data, apart, copied = base / "data", base / "apart", base / "copied"
    data.mkdir()
    apart.mkdir()
    account, result, listed = (apart / name for name in ("account.json", "tried.json", "strings"))
    with house_in_production(data, apart) as house:
        run(house, PLAY.format(account=str(account)), log=data / LOG, within=MOST_SECONDS)
        shutil.copytree(data, copied)
        shutil.copy(apart / "keyring.sqlite3", copied)
        haystacks = list(files(copied))
        shutil.copytree(copied, base / "opened")
        haystacks += [*rows(base / "opened" / DATABASE)]
        found = strings(iter(haystacks))
        listed.write_text(json.dumps(sorted(found)), encoding="utf-8")
        names = {"account": str(account), "strings": str(listed), "result": str(result)}
        run(house, TRY.format(**names), log=base / "tries.log", within=MOST_SECONDS)
    yield Dump(haystacks, Account.read(account), found, json.loads(result.read_text("utf-8")))
    shutil.rmtree(base)


def test_every_confidential_field_has_its_canary(dump: Dump) -> None:
    missing = fields_to_plant() - set(dump.account.planted)
    assert not missing, (
        f"Plant words in {sorted(missing)}: a line of PLANTS in tests/year/plants.py"
    )


def test_five_hundred_canaries_were_kept(dump: Dump) -> None:
    planted = [word for words in dump.account.planted.values() for word in words]
    assert len(set(planted)) == len(planted) >= 500


def test_no_canary_stands_anywhere(dump: Dump) -> None:
    assert list(found_in(dump, CONFIDENTIAL)) == []


def test_what_may_stand_in_clear_is_found_wherever_it_lies(dump: Dump) -> None:
    """Else the test before would say nothing: it is the same search."""
    places = {find.place for find in found_in(dump, OPEN)}
    outbox = {"table viceversa_letter", "table viceversa_meeting", "table viceversa_enquiry"}
    journal = {WAL} if sqlite.is_safe_for_wal() else set()
    assert places >= {DATABASE, LOG, "table viceversa_organisation", *outbox, *journal, *BACKUPS}


def test_no_code_link_or_cookie_that_anybody_had_is_in_it(dump: Dump) -> None:
    secrets = {secret[-SIGNATURE:] for secret in dump.account.secrets}
    assert len(secrets) >= 500
    text = b"\n".join(hay.content for hay in dump.haystacks)
    assert [secret for secret in secrets if secret in dump.strings or secret.encode() in text] == []


def test_letters_jobs_and_codes_were_waiting(dump: Dump) -> None:
    """What is on its way is the likeliest to hold something that works."""
    tables = {hay.name: hay.content for hay in dump.haystacks}
    assert b"READY" in tables["table django_tasks_database_dbtaskresult"]
    assert b"personal" not in tables["table viceversa_letter"]
    assert len(dump.account.waiting) == 3


def test_no_string_of_it_opens_a_door(dump: Dump) -> None:
    assert dump.tried["opened"] == []
    assert int(str(dump.tried["tries"])) >= 1000
    assert "personal_answer" in dump.tried["doors"]  # type: ignore[operator]


def test_the_doors_were_open_for_those_who_had_the_key(dump: Dump) -> None:
    controls = dump.tried["controls"]
    assert isinstance(controls, dict)
    assert (all(controls["session"]), all(controls["code"])) == (True, True)
    assert sum(controls["link"]) >= 5


def found_in(dump: Dump, stem: str) -> Iterator[Find]:
    for hay in dump.haystacks:
        yield from finds(hay.name, hay.content, stem)
