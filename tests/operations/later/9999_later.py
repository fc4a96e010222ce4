"""A column, what stands in it, and a table; before each of them the process may be killed."""

import os
import signal
from functools import partial
from typing import Any

from django.db import migrations, models


def may_be_killed(number: int, *_: Any) -> None:
    if os.environ.get("KILL_AT") == str(number):
        os.kill(os.getpid(), signal.SIGKILL)


def point(number: int) -> migrations.RunPython:
    return migrations.RunPython(partial(may_be_killed, number))


def fill(apps: Any, editor: Any) -> None:
    """Also the keyring gets this migration, and has no people."""
    if editor.connection.alias == "default":
        apps.get_model("viceversa", "Person").objects.update(nickname="filled")


class Migration(migrations.Migration):
    dependencies = (("viceversa", "0001_initial"),)
    operations = (
        point(0),
        migrations.AddField("Person", "nickname", models.CharField(max_length=20, default="")),
        point(1),
        migrations.RunPython(fill),
        point(2),
        migrations.CreateModel("Later", [("id", models.BigAutoField(primary_key=True))]),
        point(3),
    )
