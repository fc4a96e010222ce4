"""What was deleted is overwritten too: SQLite keeps it in its file until the room is needed."""

from django.db import connection

from viceversa.jobs import job


@job(retries=3)
def overwrite() -> None:
    """Writes the file anew without it, and empties the log beside it; tried again when somebody
    reads for long. PostgreSQL does the like by itself."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
