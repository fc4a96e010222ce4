"""What happens to sign-ins by the clock."""

from viceversa.jobs import schedule
from viceversa.people.sessions import SessionStore


@schedule("forget sessions that have ended", cron="30 3 * * *")
def forget_sessions() -> None:
    """Nobody is signed in by them any more; when she last was is nobody's business."""
    SessionStore.clear_expired()
