"""Lists in a folder: brought in once, told of once, and nothing lost wherever the program dies."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.cast import Cast
from tests.enrolment.lists import HEADERS, as_csv, person, state_of_the_house
from viceversa.enrolment import jobs
from viceversa.enrolment.actions import arrivals
from viceversa.enrolment.actions.lists import start_check
from viceversa.enrolment.models import Participation
from viceversa.enrolment.sent_lists import PeopleImport
from viceversa.notices.models import Letter
from viceversa.operations import drop_folder

pytestmark = pytest.mark.django_db
State = PeopleImport.State
SOUND = as_csv(HEADERS, person(1), person(2, "adept"))
WRONG = as_csv(HEADERS, person(1), ("mentor", "Given2", "Family2", "no address", "2"))
NO_ROLE = as_csv(HEADERS[1:], person(1)[1:])


class Killed(BaseException):
    """As if the process ended here: nothing catches it."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def drop(folder: Path, content: bytes, name: str = "list.csv", *, age: float = 60) -> Path:
    file = folder / name
    file.write_bytes(content)
    written = file.stat().st_mtime - age
    os.utime(file, (written, written))
    return file


def look(folder: Path, cast: Cast) -> int:
    return drop_folder.look(folder, cast.programme, say=lambda _: None)


def letters() -> list[str]:
    return list(Letter.objects.filter(name="enrolment/list_came").values_list("subject", flat=True))


def lying(folder: Path) -> list[str]:
    """What lies there, less the moment in the names of what is done."""
    found = [file for file in folder.rglob("*") if file.is_file() and file.name != drop_folder.LOCK]
    return sorted(
        f"done/{file.name[-8:]}" if file.parent.name == "done" else file.name for file in found
    )


def test_a_sound_list_is_brought_in_and_told_of(folder: Path, cast: Cast) -> None:
    cast.alice.language = "en"
    cast.alice.save()
    before = Participation.objects.count()
    drop(folder, SOUND)
    assert look(folder, cast) == 0
    assert Participation.objects.count() == before + 2
    assert lying(folder) == ["done/list.csv"]
    assert letters() == ["A list has been brought in"]
    assert "New: 2. Changed: 0. Unchanged: 0." in " ".join(Letter.objects.latest("pk").text.split())
    assert look(folder, cast) == 0
    assert len(letters()) == 1


def test_the_same_list_another_day_changes_nothing_and_is_told_of(folder: Path, cast: Cast) -> None:
    drop(folder, SOUND)
    look(folder, cast)
    before = state_of_the_house()
    drop(folder, SOUND, age=50)
    assert look(folder, cast) == 0
    assert state_of_the_house() == before
    assert (lying(folder), len(letters())) == (["done/list.csv"] * 2, 2)


@pytest.mark.parametrize(
    ("content", "said"),
    [(WRONG, "3: E-"), (NO_ROLE, "Role"), (b"", "."), (b"\xff\xfe\x00", ".")],
    ids=["a wrong row", "no role", "empty", "nonsense"],
)
def test_a_list_with_anything_wrong_stays_with_its_report(
    folder: Path, cast: Cast, content: bytes, said: str
) -> None:
    before = state_of_the_house()
    drop(folder, content)
    for _ in range(2):
        assert look(folder, cast) == 1
        assert state_of_the_house() == before
        assert lying(folder) == ["list.csv", "list.csv.report.txt"]
        assert len(letters()) == PeopleImport.objects.count() == 1
    assert said in (folder / "list.csv.report.txt").read_text(encoding="utf-8")


def test_a_mended_list_takes_its_report_along(folder: Path, cast: Cast) -> None:
    drop(folder, WRONG)
    look(folder, cast)
    drop(folder, SOUND, age=30)
    assert look(folder, cast) == 0
    assert lying(folder) == ["done/list.csv"]
    assert len(letters()) == 2


def test_what_the_coordinator_brings_in_by_hand_leaves_as_well(folder: Path, cast: Cast) -> None:
    drop(folder, WRONG)
    look(folder, cast)
    arrived = PeopleImport.objects.get()
    jobs.order_application(arrived)
    assert look(folder, cast) == 1  # while the worker is at it
    arrived.refresh_from_db()
    assert arrived.state == State.APPLYING
    jobs.apply_list.call(import_id=arrived.pk, run=arrived.run)
    assert look(folder, cast) == 0
    assert (lying(folder), len(letters())) == (["done/list.csv"], 1)


def test_what_is_still_written_to_waits(folder: Path, cast: Cast) -> None:
    drop(folder, SOUND, age=0)
    drop(folder, SOUND, ".list.csv.part")
    drop(folder, SOUND, "notes.pdf")
    assert look(folder, cast) == 0
    assert not PeopleImport.objects.exists()


def test_one_list_that_breaks_does_not_keep_back_the_others(
    folder: Path, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in = arrivals.take_in

    def breaks(programme: Any, *, filename: str, **more: Any) -> PeopleImport:
        if filename == "bad.csv":
            raise RuntimeError
        return take_in(programme, filename=filename, **more)

    monkeypatch.setattr(drop_folder, "take_in", breaks)
    drop(folder, SOUND, "bad.csv", age=90)
    drop(folder, SOUND, "next.csv")
    assert look(folder, cast) == 1
    assert lying(folder) == ["bad.csv", "done/next.csv"]


SEAMS: dict[str, tuple[Any, str]] = {
    "received": (arrivals, "receive_list"),
    "check begun": (arrivals, "start_check"),
    "checked": (arrivals, "check_list"),
    "bringing in begun": (arrivals, "start_application"),
    "brought in": (arrivals, "apply_list"),
    "reported": (drop_folder, "_report"),
    "told": (drop_folder, "tell_of"),
    "put away": (drop_folder, "_put_away"),
}


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("seam", SEAMS)
@pytest.mark.parametrize("content", [SOUND, WRONG], ids=["sound", "wrong"])
def test_a_kill_at_any_step_loses_nothing_and_does_nothing_twice(
    folder: Path,
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    *,
    content: bytes,
    seam: str,
    when: str,
) -> None:
    before, place = Participation.objects.count(), SEAMS[seam]
    drop(folder, content)
    with monkeypatch.context() as patched:
        patched.setattr(*place, dying(getattr(*place), when))
        try:
            look(folder, cast)
        except Killed:
            pass
        else:
            assert seam in ({"reported"} if content is SOUND else
                            {"bringing in begun", "brought in", "put away"})  # fmt: skip
    look(folder, cast)
    is_sound = content is SOUND
    assert Participation.objects.count() == before + 2 * is_sound
    assert lying(folder) == (["done/list.csv"] if is_sound else ["list.csv", "list.csv.report.txt"])
    assert (len(letters()), PeopleImport.objects.count()) == (1, 1)
    assert PeopleImport.objects.get().state == (State.APPLIED if is_sound else State.CHECKED)


def dying(function: Callable[..., Any], when: str) -> Callable[..., Any]:
    def killed(*given: Any, **more: Any) -> None:
        if when == "after":
            function(*given, **more)
        raise Killed

    return killed


def test_a_run_of_a_page_is_left_alone(folder: Path, cast: Cast) -> None:
    drop(folder, WRONG)
    look(folder, cast)
    arrived = PeopleImport.objects.get()
    jobs.order_check(arrived)
    assert look(folder, cast) == 1
    arrived.refresh_from_db()
    assert arrived.state == State.CHECKING
    assert start_check(arrived) == ""


def test_two_do_not_look_at_once(folder: Path, cast: Cast) -> None:
    with drop_folder._alone(folder), pytest.raises(CommandError, match="another program"):
        call_command("import_lists", str(folder), programme=cast.programme.pk)


def test_the_command_says_what_it_cannot_do(folder: Path, cast: Cast) -> None:
    with pytest.raises(CommandError, match="no programme nosuchcode12"):
        call_command("import_lists", str(folder), programme="nosuchcode12")
    with pytest.raises(CommandError, match="no folder"):
        call_command("import_lists", str(folder / "none"), programme=cast.programme.pk)
    drop(folder, WRONG)
    with pytest.raises(SystemExit):
        call_command("import_lists", str(folder), programme=cast.programme.pk)


def test_watching_ends_when_it_is_asked_to(
    folder: Path, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(folder, SOUND)
    monkeypatch.setattr(drop_folder, "close_old_connections", lambda: signal.raise_signal(15))
    handlers = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)]
    try:
        call_command("import_lists", str(folder), programme=cast.programme.pk, watch=True)
    finally:
        for number, handler in zip((signal.SIGTERM, signal.SIGINT), handlers, strict=True):
            signal.signal(number, handler)
    assert lying(folder) == ["done/list.csv"]
