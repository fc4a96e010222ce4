"""What the chamber's pairs set out to try, told each other and wrote down."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from viceversa.conversations.models import Feedback, Note, TryOut
from viceversa.conversations.sealed import seal
from viceversa.operations.demo.meetings import Pairs, moment_of
from viceversa.operations.demo.people import rows
from viceversa.pairing.models import Pair
from viceversa.programmes.models import Programme

EVENING = time(18, 30)
A_WEEK_TO_TRY = timedelta(days=7)
SETTLED = (TryOut.State.TESTED, TryOut.State.DROPPED)


def keep(programme: Programme, pairs: Pairs, *, today: date) -> None:
    """Rows with their own dates, sealed like anybody's."""
    zone = ZoneInfo(programme.time_zone)
    tried = [
        _try_out(row, pairs[row["mentee"]], _evening(row, today, zone))
        for row in rows("try_outs.csv")
    ]
    TryOut.objects.bulk_create(tried)
    said = [
        _said(row, pairs[row["mentee"]], _evening(row, today, zone)) for row in rows("said.csv")
    ]
    Feedback.objects.bulk_create(row for row in said if isinstance(row, Feedback))
    Note.objects.bulk_create(row for row in said if isinstance(row, Note))


def _evening(row: dict[str, str], today: date, zone: ZoneInfo) -> datetime:
    return moment_of(int(row["weeks"]), "fri", EVENING, today=today, zone=zone)


def _try_out(row: dict[str, str], pair: Pair, moment: datetime) -> TryOut:
    state = TryOut.State(row["state"])
    try_out = TryOut(
        pair=pair,
        author_id=pair.mentee.person_id,
        try_by=(moment + A_WEEK_TO_TRY).date(),
        state=state,
        created_at=moment,
        settled_at=moment + A_WEEK_TO_TRY if state in SETTLED else None,
    )
    seal(try_out, row["text"])
    return try_out


def _said(row: dict[str, str], pair: Pair, moment: datetime) -> Feedback | Note:
    """`what` is feedback, a question for later, or a note: private or shared."""
    what = row["what"]
    seat = pair.mentor if row["by"] == "mentor" else pair.mentee
    said: Feedback | Note
    if what == "feedback":
        said = Feedback(pair=pair, author_id=seat.person_id, sent_at=moment)
    else:
        kind = Note.Kind.QUESTION if what == "question" else Note.Kind.NOTE
        is_shared = what == "shared"
        said = Note(
            pair=pair,
            author_id=seat.person_id,
            kind=kind,
            is_shared=is_shared,
            written_at=moment,
        )
    seal(said, row["text"])
    return said
