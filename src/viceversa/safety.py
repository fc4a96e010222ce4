"""Which settings would be unsafe: nothing starts on them."""

from urllib.parse import urlsplit

from viceversa.config import PREFIX, Config


def problems(config: Config) -> list[str]:
    """What makes this installation unsafe, each with its remedy; empty means: may start."""
    own = _demo_problems(config) if config.is_demo else _production_problems(config)
    return [*own, *_keyring_problems(config)]


def _demo_problems(config: Config) -> list[str]:
    if config.host in ("127.0.0.1", "localhost", "::1"):
        return []
    return [
        "The demo lets anybody look as anybody and so serves this machine only. "
        f"Leave {PREFIX}HOST at 127.0.0.1, or set {PREFIX}MODE=production."
    ]


def _production_problems(config: Config) -> list[str]:
    unsafe = {**_open_doors(config), **_lost_letters(config), **_weak_secrets(config)}
    return [sentence for sentence, is_true in unsafe.items() if is_true]


def _open_doors(config: Config) -> dict[str, bool]:
    address = urlsplit(config.base_url)
    return {
        f"Letters and sessions need an encrypted address. Set {PREFIX}BASE_URL to https://…": (
            address.scheme != "https" or not address.hostname
        ),
        f"Whoever asks must not choose our name. Set {PREFIX}ALLOWED_HOSTS to whole names, "
        "without *.": any("*" in host or host.startswith(".") for host in config.allowed_hosts),
        "Without a proxy that speaks HTTPS no page can be reached. "
        f"Set {PREFIX}PROXIES to the number of proxies in front, usually 1.": config.proxies == 0,
    }


def _lost_letters(config: Config) -> dict[str, bool]:
    _, at, host = config.mail_from.rpartition("@")
    return {
        f"Nobody could sign in without mail. Set {PREFIX}SMTP_HOST and {PREFIX}MAIL_FROM.": (
            not config.smtp_host or not at or host == "localhost"
        ),
        "The password of the mail server would travel in clear. "
        f"Set {PREFIX}SMTP_SECURITY to starttls or tls.": (
            bool(config.smtp_password) and config.smtp_security == "none"
        ),
    }


def _weak_secrets(config: Config) -> dict[str, bool]:
    return {
        f"The secret key is too short to be safe. Set {PREFIX}SECRET_KEY to 50 random characters, "
        "or leave it empty to have one made.": 0 < len(config.secret_key) < 50,
        f"Machines that share a PostgreSQL must share a secret key. Set {PREFIX}SECRET_KEY or "
        f"{PREFIX}SECRET_KEY_FILE.": bool(config.database_url) and not config.secret_key,
        f"Machines that share a PostgreSQL must share a keyring. Set {PREFIX}KEYRING_URL to "
        "another database, with another user.": (
            bool(config.database_url) and not config.keyring_url
        ),
        "The token of inbound mail is too short to be safe. "
        f"Set {PREFIX}INBOUND_TOKEN to 32 random characters or more.": (
            0 < len(config.inbound_token) < 32
        ),
        "The mail provider could prove by nothing that it is the one. "
        f"Set {PREFIX}INBOUND_TOKEN as well as {PREFIX}INBOUND_PROVIDER.": (
            bool(config.inbound_provider) and not config.inbound_token
        ),
        "The token of the monitor is too short to be safe. "
        f"Set {PREFIX}METRICS_TOKEN to 32 random characters or more.": (
            0 < len(config.metrics_token) < 32
        ),
    }


def _keyring_problems(config: Config) -> list[str]:
    if not config.keyring_url or _place(config.keyring_url) != _place(config.database_url):
        return []
    return [
        "The keyring would lie in the database that it opens. "
        f"Set {PREFIX}KEYRING_URL to another database, with another user."
    ]


def _place(url: str) -> tuple[str | None, str, str]:
    """Which database a URL names, whoever enters it."""
    parts = urlsplit(url)
    return parts.hostname, parts.path, parts.query
