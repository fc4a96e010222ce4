"""Machines that talk by wires: network namespaces, of which each has two.

By the one in front the tests ask its pages and take its mail, by the one behind it reaches the
others through a switch. Only the latter can be cut.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

PORT = 5432


class NoNetworkError(Exception):
    """Namespaces are not to be had here: not root, no iproute2, or a container that forbids it."""


@dataclass(frozen=True)
class Machine:
    """One of several; the number makes its addresses."""

    name: str
    number: int

    @property
    def space(self) -> str:
        return f"viceversa-{os.getpid()}-{self.name}"

    @property
    def inside(self) -> str:
        """Where the other machines find it."""
        return f"198.19.0.{self.number}"

    @property
    def outside(self) -> str:
        """Where the tests find it."""
        return self._in_front(2)

    @property
    def tests(self) -> str:
        """Where it finds the tests."""
        return self._in_front(1)

    def running(self, *command: str) -> tuple[str, ...]:
        return ("ip", "netns", "exec", self.space, *command)

    def cut(self) -> None:
        """No other machine is reached any more."""
        _ip("-n", self.space, "link", "set", "back", "down")

    def mend(self) -> None:
        _ip("-n", self.space, "link", "set", "back", "up")

    def _in_front(self, end: int) -> str:
        return f"198.18.{os.getpid() % 250}.{4 * self.number + end}"


@contextmanager
def machines(*names: str) -> Iterator[dict[str, Machine]]:
    """Each on the switch. NoNetworkError where that cannot be."""
    made = {name: Machine(name, number) for number, name in enumerate(names, start=1)}
    switch = Machine("switch", 0)
    with ExitStack() as stack:
        stack.enter_context(_space(switch))
        _ip("-n", switch.space, "link", "add", "switch", "type", "bridge")
        _ip("-n", switch.space, "link", "set", "switch", "up")
        for machine in made.values():
            stack.enter_context(_space(machine))
            stack.enter_context(_front(machine))
            _back(machine, switch)
        yield made


@contextmanager
def _space(machine: Machine) -> Iterator[None]:
    _ip("netns", "add", machine.space)
    try:
        _ip("-n", machine.space, "link", "set", "lo", "up")
        yield
    finally:
        _ip("netns", "delete", machine.space)


@contextmanager
def _front(machine: Machine) -> Iterator[None]:
    end = f"vv{os.getpid()}-{machine.number}"
    _ip("link", "add", end, "type", "veth", "peer", "name", "front", "netns", machine.space)
    try:
        _ip("address", "add", f"{machine.tests}/30", "dev", end)
        _ip("link", "set", end, "up")
        _ip("-n", machine.space, "address", "add", f"{machine.outside}/30", "dev", "front")
        _ip("-n", machine.space, "link", "set", "front", "up")
        yield
    finally:
        _ip("link", "delete", end)


def _back(machine: Machine, switch: Machine) -> None:
    port = f"port{machine.number}"
    peer = ("type", "veth", "peer", "name", port, "netns", switch.space)
    _ip("-n", machine.space, "link", "add", "back", *peer)
    _ip("-n", switch.space, "link", "set", port, "master", "switch", "up")
    _ip("-n", machine.space, "address", "add", f"{machine.inside}/24", "dev", "back")
    machine.mend()


def _ip(*arguments: str) -> None:
    try:
        subprocess.run(["ip", *arguments], capture_output=True, text=True, check=True)
    except FileNotFoundError as error:
        raise NoNetworkError("iproute2 is not installed") from error
    except subprocess.CalledProcessError as error:
        raise NoNetworkError(f"ip {' '.join(arguments)}: {error.stderr.strip()}") from error


@dataclass(frozen=True)
class Postgres:
    """A server on a machine, in a directory that is made already."""

    machine: Machine
    directory: Path
    programs: Path

    def start(self) -> None:
        with (self.directory / "pg_hba.conf").open("a", encoding="utf-8") as rules:
            rules.write("host all all 198.18.0.0/15 trust\n")
        self._control("start", "--log", str(self.directory / "log"),
                      "--options", f"-h '*' -p {PORT} -k {self.directory}")  # fmt: skip

    def restart(self) -> None:
        self._control("restart", "--mode=fast")

    def stop(self) -> None:
        self._control("stop", "--mode=immediate")

    def _control(self, *arguments: str) -> None:
        """As the user who owns the directory: the server refuses to be root's."""
        owner = self.directory.owner()
        become = ("setpriv", f"--reuid={owner}", f"--regid={self.directory.group()}",
                  "--clear-groups")  # fmt: skip
        command = [str(self.programs / "pg_ctl"), "--wait", "--pgdata", str(self.directory)]
        whole = self.machine.running(*become, *command, *arguments)
        subprocess.run(whole, stdout=subprocess.DEVNULL, check=True)
