"""An address as a QR code."""

from io import BytesIO
from typing import Any

QUIET_ZONE = 4  # modules around it, as the standard asks for


def qr_svg(address: str) -> bytes:
    """Dark on white in a file of its own, so that every camera reads it wherever it is shown."""
    # Here, since a start would wait for what few pages need.
    from qrcode.image.svg import SvgPathFillImage
    from qrcode.main import QRCode

    code: Any = QRCode(border=QUIET_ZONE, image_factory=SvgPathFillImage)
    code.add_data(address)
    file = BytesIO()
    code.make_image().save(file)
    return file.getvalue()
