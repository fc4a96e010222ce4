"""What the room does by the clock."""

from viceversa.farewell.actions import erase_old_wishes, thank_those_whose_end_was
from viceversa.jobs import schedule


@schedule("thanks after the end", cron="40 9 * * *")
def thank() -> None:
    """Thanks both of a pair three days after its end; and old consents go."""
    thank_those_whose_end_was()
    erase_old_wishes()
