"""Letters leave minute by minute of a made-up clock, until none waits: `python -m
bench.outage_worker START`. Says each minute, and is killed by `bench.outage`."""

import sys
from datetime import datetime, timedelta

import django
import time_machine

MINUTE = timedelta(minutes=1)


def main() -> None:
    django.setup()
    from viceversa.notices.jobs import letters_leave
    from viceversa.notices.models import Letter

    with time_machine.travel(datetime.fromisoformat(sys.argv[1]), tick=False) as clock:
        while Letter.objects.filter(sent_at=None).exists():
            print(datetime.now().astimezone().isoformat(), flush=True)
            letters_leave.call()
            clock.shift(MINUTE)


if __name__ == "__main__":
    main()
