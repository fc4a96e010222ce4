"""A person's rights from the command line."""

import io
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from tests.cast import Cast
from tests.factories import make_application, make_call
from viceversa.enrolment.models import Application
from viceversa.people.models import Person
from viceversa.privacy.actions import erase_again
from viceversa.programmes.models import Programme
from viceversa.vault import ledger

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house(settings: pytest.FixtureRequest, tmp_path: Path, cast: Cast) -> None:
    settings.ERASURE_LEDGER_PATH = tmp_path / "erasures.log"  # type: ignore[attr-defined]
    Programme.objects.update(ends_on=None)


def run(command: str, *arguments: str) -> str:
    output = io.StringIO()
    call_command(command, *arguments, stdout=output)
    return output.getvalue()


def answering(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setattr("builtins.input", lambda _prompt: typed)


def test_everything_about_a_person_in_one_archive(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "bob.zip"
    told = run("export_person", cast.bob.email.upper(), f"--to={file}")
    assert f"Everything stored about {cast.bob.full_name} is in {file}" in told
    assert file.stat().st_mode & 0o777 == 0o600
    with ZipFile(file) as archive:
        assert {"index.html", "people.json"} <= set(archive.namelist())
    with pytest.raises(CommandError, match="File exists"):
        run("export_person", cast.bob.pk, f"--to={file}")


def test_a_dry_run_says_what_goes_what_stays_and_why(cast: Cast) -> None:
    with translation.override("sv"):  # the language of the installation
        told = run("erase_person", cast.bob.email, "--dry-run")
    assert f"key {cast.bob.pk}" in told
    assert "Place of work, title, level and manager (1): goes." in told
    assert "Taking part, with wants and offers (1): stays, without what tells who it is." in told
    assert "counts on in the figures" in told
    assert Person.objects.get(pk=cast.bob.pk).erased_at is None


@pytest.mark.parametrize("typed", ["", "yes", "bob"])
def test_without_her_key_typed_nothing_is_erased(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    answering(monkeypatch, typed)
    with pytest.raises(CommandError, match="Nothing was erased"):
        run("erase_person", cast.bob.email)
    assert Person.objects.get(pk=cast.bob.pk).erased_at is None


def test_with_her_key_typed_she_is_erased_and_known_no_more(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, f" {cast.bob.pk}\n")
    assert "Erased." in run("erase_person", cast.bob.pk)
    assert Person.objects.get(pk=cast.bob.pk).full_name == "N.N."
    for name in (cast.bob.pk, cast.bob.email):
        with pytest.raises(CommandError, match="Nobody here has the key or address"):
            run("export_person", name)


def test_whoever_leads_alone_is_not_erased(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, cast.alice.pk)
    with pytest.raises(CommandError, match="Nobody else leads"):
        run("erase_person", cast.alice.pk)


def test_an_applicant_is_no_person_and_has_the_same_rights(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sent = make_application(
        make_call(cast.programme), "Sam", email="sam@example.com", why="Sams skäl"
    )
    run("export_person", "sam@example.com", f"--to={tmp_path / 'sam.zip'}")
    with ZipFile(tmp_path / "sam.zip") as archive:
        assert archive.namelist() == ["index.html", "enrolment.json"]
        assert "Sams skäl" in archive.read("enrolment.json").decode()
    monkeypatch.setattr("builtins.input", lambda prompt: prompt.split()[-3])
    assert "Erased." in run("erase_person", "sam@example.com")
    before = Application.objects.get(pk=sent.pk)
    assert (before.email, before.why, before.state) == ("", "", "withdrawn")
    assert ledger.erased("applicant") == {sent.pk}
    Application.objects.filter(pk=sent.pk).update(email="sam@example.com", why="Sams skäl")
    assert erase_again() == 1
    assert Application.objects.get(pk=sent.pk).why == ""
    assert erase_again() == 0
