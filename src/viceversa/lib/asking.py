"""Asking servers that others run: short, over HTTPS, and never one of our own network by mistake.

The name is looked up once, every address it has is judged, and exactly one that was judged is
connected to: a name that changes its address between look and call (rebinding) gains nothing.
"""

import socket
import time
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPSConnectionPool
from urllib3.connection import HTTPSConnection

from viceversa.lib.outward import AddressRefusedError, public_address, resolve

LARGEST = 256 * 1024
SECONDS = 10
SECONDS_A_STEP = 5


class OutwardError(requests.RequestException):
    """Somebody was not asked, or her answer was not read. Says why, in a sentence."""


def judged_address(name: str, port: int) -> str:
    """An address to connect to. OutwardError when one of the name's addresses is not public."""
    try:
        return public_address(resolve(name, port))
    except AddressRefusedError as error:
        raise OutwardError("the address is not a public one") from error
    except (OSError, UnicodeError) as error:
        raise OutwardError("the name is not known") from error


class Outward(requests.Session):
    """A session that follows no redirect, reads no more than it must, and waits not for ever.

    `inside` allows addresses of our own network, and with `plain`, for the demo, HTTP to them.
    """

    def __init__(self, *, inside: bool = False, plain: bool = False) -> None:
        super().__init__()
        self.trust_env = False  # a proxy would connect in our place, to whatever it is told
        self.adapters.clear()
        self.mount("https://", HTTPAdapter() if inside else _Judging())
        if inside and plain:
            self.mount("http://", HTTPAdapter())

    def request(self, method: Any, url: Any, **more: Any) -> requests.Response:  # type: ignore[override]
        """Raises requests.RequestException for whatever goes wrong, a redirect included."""
        until = time.monotonic() + SECONDS
        options = {**more, "allow_redirects": False, "stream": True, "timeout": SECONDS_A_STEP}
        with super().request(method, url, **options) as answer:
            if answer.is_redirect:
                raise OutwardError("it leads elsewhere")
            answer._content = _body(answer, until)
        answer.headers.setdefault("content-type", "")
        return answer


def reason(error: requests.RequestException) -> str:
    """Why a server could not be asked, in words without its answer."""
    below: BaseException | None = error
    while below is not None and not isinstance(below, OutwardError):
        below = below.__cause__ or below.__context__
    return str(below or type(error).__name__)


def _body(answer: requests.Response, until: float) -> bytes:
    read = b""
    for piece in answer.iter_content(16 * 1024):
        read += piece
        if len(read) > LARGEST:
            raise OutwardError("the answer is too long")
        if time.monotonic() > until:
            raise OutwardError("the answer takes too long")
    return read


class _Judge(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        """Connects to the address that was judged; the certificate must still be the name's."""
        name = self._dns_host
        self._dns_host = judged_address(name, self.port or 443)
        try:
            return super()._new_conn()
        finally:
            self._dns_host = name


class _Pool(HTTPSConnectionPool):
    ConnectionCls = _Judge


class _Judging(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **more: Any) -> None:
        super().init_poolmanager(*args, **more)
        self.poolmanager.pool_classes_by_scheme = {"https": _Pool}
