"""How PostgreSQL is reached: by a pool that notices when the server is gone, and comes back to it.

A connection is looked at before it is used, since a restart of the server cuts all that wait in the
pool. Tries to connect anew lie four seconds apart at most: left to itself the pool doubles its
pauses, and a minute without the server would cost the minute after it as well.
"""

from typing import Any

WAIT = 10.0  # seconds that a request waits for a connection, before it is answered with an error
GIVE_UP = 9.5  # seconds of trying to connect; the next request begins anew

# A server whose machine or cable is gone sends nothing, not even that it is gone.
NOTICE = {
    "connect_timeout": 3,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,  # milliseconds
}


def options(threads: int) -> dict[str, Any]:
    """Django's OPTIONS for a process with so many threads that serve. Each of them may hold a
    connection, and the worker's beat has its own."""
    pool = {
        "min_size": 1,
        "max_size": threads + 2,
        "timeout": WAIT,
        "reconnect_timeout": GIVE_UP,
    }
    return {**NOTICE, "pool": pool}
