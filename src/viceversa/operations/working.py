"""The worker process: `viceversa work`."""

import signal
from types import FrameType

from viceversa.jobs.worker import Worker
from viceversa.vault.shredding import replay


def work() -> None:
    """Does what waits until asked to stop. A second signal stops at once, without mercy."""
    # Takes half a second, which whoever asks for the first pairs need not wait for.
    import scipy.optimize  # noqa: F401

    replay()
    worker = Worker()

    def stop(number: int, _: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        worker.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    worker.run()
