"""Django's settings, derived from the typed settings of `config.py`."""

import logging
import secrets
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from viceversa.apps import INSTALLED
from viceversa.config import FOR_THE_OWNER, config
from viceversa.lib import logs, postgres, sqlite
from viceversa.lib.imap import Account
from viceversa.lib.tokens import token_hash

sqlite.use_newest()

CONFIG = config()
HERE = Path(__file__).parent
SQLITE = "django.db.backends.sqlite3"
DEBUG = False
IS_DEMO = CONFIG.is_demo
BASE_URL = CONFIG.base_url
DATA = CONFIG.data
CONFIG.data.mkdir(mode=FOR_THE_OWNER, parents=True, exist_ok=True)


def kept_secret(path: Path) -> str:
    """A secret made at first start, readable by the owner only."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(60), encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()


def database(url: str, file: Path, options: dict[str, object]) -> dict[str, Any]:
    """SQLite in the data directory, or what the URL names; PostgreSQL with a pool."""
    if not url and not file.exists():
        file.touch(mode=0o600)
    parsed: dict[str, Any] = {"ENGINE": SQLITE, "NAME": file}
    if url:
        parsed = {**dj_database_url.parse(url)}
    if parsed["ENGINE"] == SQLITE:
        return {**parsed, "OPTIONS": options, "CONN_MAX_AGE": sqlite.SECONDS_OPEN}
    named = parsed.get("OPTIONS") or {}
    all_options = {**postgres.options(CONFIG.threads), **named}
    return {**parsed, "OPTIONS": all_options, "CONN_HEALTH_CHECKS": True}


SECRET_KEY = CONFIG.secret_key or kept_secret(CONFIG.data / "secret_key")
ALLOWED_HOSTS = CONFIG.hosts
DATABASES = {
    "default": database(CONFIG.database_url, CONFIG.data / "viceversa.sqlite3", sqlite.options()),
    "keyring": database(
        CONFIG.keyring_url, CONFIG.data / "keyring.sqlite3", sqlite.options_for_keys()
    ),
}
DATABASE_ROUTERS = ["viceversa.vault.router.KeyringRouter"]

INSTALLED_APPS = INSTALLED

MIDDLEWARE = [
    "viceversa.lib.request_numbers.request_numbers",
    "viceversa.operations.machines.asked_by_machines",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "viceversa.people.middleware.PersonLanguageMiddleware",
    "viceversa.sign_in.middleware.FirstThingsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "viceversa.urls"
WSGI_APPLICATION = "viceversa.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "viceversa.desk.context.house",
            ],
        },
    },
]
FORM_RENDERER = "viceversa.lib.forms.Renderer"

# --- signing in ------------------------------------------------------------------------------
AUTH_USER_MODEL = "viceversa.Person"
AUTHENTICATION_BACKENDS = ["viceversa.sign_in.backends.PeopleBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "viceversa.sign_in.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the mailed code proves the address at every sign-in
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "request_login_code": "viceversa.people.forms.SignInForm",
    "confirm_login_code": "viceversa.people.forms.CodeForm",
}
# A whole company sits behind one address, and a kick-off signs in at once.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "200/m/ip,5/5m/key",
    "sign_in_with": "200/m/ip",
    "sign_in_answer": "200/m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = CONFIG.proxies
SOCIALACCOUNT_ADAPTER = "viceversa.sign_in.adapter.SocialAdapter"
MFA_ADAPTER = "viceversa.people.adapter.MFAAdapter"
MFA_FORMS = {
    "authenticate": "viceversa.people.forms.SecondLockForm",
    "reauthenticate": "viceversa.people.forms.StillYouForm",
    "activate_totp": "viceversa.people.forms.AppForm",
    "add_webauthn": "viceversa.people.forms.KeyForm",
    "edit_webauthn": "viceversa.people.forms.KeyNameForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = IS_DEMO
SESSION_ENGINE = "viceversa.people.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30

# --- what browsers are told ------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not IS_DEMO
SECURE_SSL_REDIRECT = not IS_DEMO
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 0 if IS_DEMO else 60 * 60 * 24 * 365
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if CONFIG.proxies else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the QR code for an authenticator app
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# --- languages and time ----------------------------------------------------------------------
LANGUAGE_CODE = CONFIG.language
LANGUAGES = [("sv", _("Swedish")), ("en", _("English"))]
LOCALE_PATHS = [HERE / "locale"]
TIME_ZONE = CONFIG.time_zone
USE_TZ = True

# --- files, mail, jobs, logs -----------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = CONFIG.data / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "viceversa_cache",
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DEFAULT_FROM_EMAIL = SERVER_EMAIL = CONFIG.mail_from
EMAIL_BACKEND = (
    "viceversa.notices.mailbox.MailboxBackend"
    if IS_DEMO
    else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_HOST = CONFIG.smtp_host
EMAIL_PORT = CONFIG.smtp_port
EMAIL_HOST_USER = CONFIG.smtp_user
EMAIL_HOST_PASSWORD = CONFIG.smtp_password
EMAIL_USE_TLS = CONFIG.smtp_security == "starttls"
EMAIL_USE_SSL = CONFIG.smtp_security == "tls"
EMAIL_TIMEOUT = 20
INBOUND_ACCOUNT = (
    Account(
        host=CONFIG.inbound_host,
        port=CONFIG.inbound_port,
        user=CONFIG.inbound_user,
        password=CONFIG.inbound_password,
        security=CONFIG.inbound_security,
        folder=CONFIG.inbound_folder,
    )
    if CONFIG.inbound_host
    else None
)
INBOUND_TOKEN_HASH = token_hash(CONFIG.inbound_token) if CONFIG.inbound_token else ""
INBOUND_PROVIDER = CONFIG.inbound_provider
INBOUND_KEY = CONFIG.inbound_token if CONFIG.inbound_provider else ""  # to check a signature by
METRICS_TOKEN_HASH = token_hash(CONFIG.metrics_token) if CONFIG.metrics_token else ""
MAILS_A_MINUTE = CONFIG.mails_a_minute
MAILBOX_PATH = CONFIG.data / "mailbox"
MASTER_KEYS_PATH = CONFIG.master_keys_path
ERASURE_LEDGER_PATH = CONFIG.erasure_ledger_path
INTAKE_JOURNAL_PATH = CONFIG.intake_journal_path
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REQUEST_ID_HEADER = CONFIG.request_id_header
logging.setLogRecordFactory(logs.Record)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"()": "viceversa.lib.logs.Text", "with_words": IS_DEMO},
        "json": {"()": "viceversa.lib.logs.Json"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": CONFIG.log_format}},
    "root": {"handlers": ["stderr"], "level": CONFIG.log_level},
}
