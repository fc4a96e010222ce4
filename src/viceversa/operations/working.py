"""The worker process: `viceversa work`."""

import signal
from types import FrameType

from viceversa.jobs.worker import Worker


def work() -> None:
    """Does what waits until asked to stop. A second signal stops at once, without mercy."""
    worker = Worker()

    def stop(number: int, _: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        worker.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    worker.run()
