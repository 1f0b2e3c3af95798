"""Settings of a Kvorum installation, read from environment variables with safe defaults.

Every variable is described in docs/settings.md; nothing here is edited on a server.
"""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("KVORUM_VAR", BASE_DIR / "var"))


def _flag(name: str) -> bool:
    return os.environ.get(name, "") in {"1", "true", "yes"}


def _listed(name: str, default: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


SECRET_KEY_FILE = Path(os.environ.get("KVORUM_SECRET_KEY_FILE", VAR / "secret-key"))


def _secret_key() -> str:
    """Return the key given, or one kept in VAR so that restarts keep everybody signed in."""
    if key := os.environ.get("KVORUM_SECRET_KEY"):
        return key
    path = SECRET_KEY_FILE
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(48))
        except FileExistsError:  # another process of the same start was first
            pass
    return path.read_text().strip()


# A lock held elsewhere is given up after two seconds: the presser gets a typed refusal, not a frozen screen.
LOCK_SECONDS = 2


def _sqlite(path: str, *, is_reading: bool) -> dict[str, Any]:
    """Return an SQLite alias; FULL because NORMAL loses acknowledged rows in a power cut."""
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
    options: dict[str, Any] = {"timeout": LOCK_SECONDS}
    if is_reading:
        options |= {"transaction_mode": "DEFERRED", "init_command": "PRAGMA query_only=ON;"}
    else:
        options |= {"transaction_mode": "IMMEDIATE", "init_command": pragmas}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": options,
    }


def _postgresql(url: Any, *, is_reading: bool) -> dict[str, Any]:
    """Return a PostgreSQL alias; the reading one sees one snapshot per transaction and cannot write."""
    options: dict[str, Any] = {**dict(parse_qsl(url.query)), "connect_timeout": "3"}
    if is_reading:
        options["options"] = (
            "-c default_transaction_isolation=repeatable\\ read -c default_transaction_read_only=on"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or "",
        "PORT": str(url.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 60,
        "OPTIONS": options,
    }


def _databases() -> dict[str, dict[str, Any]]:
    url = urlsplit(os.environ.get("KVORUM_DATABASE_URL", f"sqlite:///{VAR / 'kvorum.sqlite3'}"))
    if url.scheme == "sqlite":
        path = unquote(url.path)
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        both = {alias: _sqlite(path, is_reading=alias == "reading") for alias in ("default", "reading")}
        both["default"]["TEST"] = {"NAME": str(Path(path).with_name(f"test-{os.getpid()}.sqlite3"))}
    else:
        both = {alias: _postgresql(url, is_reading=alias == "reading") for alias in ("default", "reading")}
    both["reading"]["TEST"] = {"MIRROR": "default"}
    return both


DEBUG = _flag("KVORUM_DEBUG")
SECRET_KEY = _secret_key()
SITE = os.environ.get("KVORUM_SITE", "kvorum.local")
ALLOWED_HOSTS = _listed("KVORUM_HOSTS", "localhost,.localhost,127.0.0.1")
ORIGINS = _listed("KVORUM_ORIGINS", "http://localhost:8000,http://127.0.0.1:8000")
PROXIES = frozenset(_listed("KVORUM_PROXIES", ""))
# Where HTTPS_PORT is set the server speaks TLS itself, and what comes over plain HTTP is led there.
HTTPS_PORT = int(os.environ.get("KVORUM_HTTPS_PORT", "0"))
HTTP_PORT = int(os.environ.get("KVORUM_HTTP_PORT", "80"))
TLS_DIR = Path(os.environ.get("KVORUM_TLS_DIR", VAR / "tls"))
ALLOWS_PLAIN_HTTP = _flag("KVORUM_ALLOW_PLAIN_HTTP")
IS_HTTPS = all(origin.startswith("https://") for origin in ORIGINS)
CSRF_TRUSTED_ORIGINS = [origin for origin in ORIGINS if origin.startswith("https://")]

DATABASES = _databases()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = os.environ.get("KVORUM_REDIS_URL", "")
CHANNEL_LAYERS: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [{"address": REDIS_URL, "socket_timeout": None, "socket_connect_timeout": 2}]},
    }
    if REDIS_URL
    else {"BACKEND": "channels.layers.InMemoryChannelLayer", "CONFIG": {"capacity": 1000}},
}

# Keys stand apart from the database: whoever can write the one must not be able to write the other.
LEDGER_KEY_FILE = Path(os.environ.get("KVORUM_LEDGER_KEY", VAR / "keys" / "ledger.pem"))
PIN_PEPPER_FILE = Path(os.environ.get("KVORUM_PIN_PEPPER", VAR / "keys" / "pin-pepper"))
# The folder on a second disk that everything acknowledged is copied to.
COPY = os.environ.get("KVORUM_COPY") or None
SIGNING_DIR = Path(os.environ.get("KVORUM_SIGNING_DIR", VAR / "signers"))

# Papers of the agenda: where they lie, and what is too much for one of them.
PAPERS_DIR = Path(os.environ.get("KVORUM_PAPERS_DIR", VAR / "papers"))
PAPER_MEGABYTES = int(os.environ.get("KVORUM_PAPER_MEGABYTES", "50"))
REQUEST_MEGABYTES = int(os.environ.get("KVORUM_REQUEST_MEGABYTES", "200"))
PAPER_PAGES = int(os.environ.get("KVORUM_PAPER_PAGES", "200"))

INSTALLED_APPS = [
    "daphne",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "channels",
    "csp",
    "ledger",
    "council",
    "agenda",
    "voting",
    "minutes",
    "kiosk",
    "portal",
    "django.contrib.admin",  # after council, whose look its pages take
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "council.views.over_https",
    "council.views.forms_in_utf8",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "council.urls"
ASGI_APPLICATION = "asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend", "kiosk.queries.SeatOnly"]
AUTH_USER_MODEL = "council.Account"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", _("English")),
    ("bg", _("Bulgarian")),
    ("sr", _("Serbian")),
    ("sr-latn", _("Serbian, in Latin letters")),
    ("sl", _("Slovene")),
]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = os.environ.get("KVORUM_TIME_ZONE", "Europe/Sofia")
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "council.storage.StaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SESSION_COOKIE_NAME = "__Host-session" if IS_HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if IS_HTTPS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = int(os.environ.get("KVORUM_HSTS_SECONDS", "0"))
# Of what Django would have us warned, these are decided: `council.views.over_https`, or the proxy, leads to HTTPS and
# knows the port; HSTS is chosen by whoever installs, since a device that does not trust the hall's authority yet would
# be locked out for as long; and it is never spread over a municipality's other hosts.
SILENCED_SYSTEM_CHECKS = ["security.W008", "security.W004", "security.W005", "security.W021"]
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# Without a file the log goes to standard error, where journald keeps and rotates it.
LOG_FILE = os.environ.get("KVORUM_LOG_FILE", "")
_LOG_HANDLER = (
    {"class": "logging.handlers.RotatingFileHandler", "filename": LOG_FILE, "delay": True}
    | {"maxBytes": 10 * 1024 * 1024, "backupCount": 10, "encoding": "utf-8"}
    if LOG_FILE
    else {"class": "logging.StreamHandler"}
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"log": {**_LOG_HANDLER, "formatter": "line"}},
    "root": {"handlers": ["log"], "level": os.environ.get("KVORUM_LOG_LEVEL", "INFO")},
    # The access log would print a seat's token: daphne's own lines are not wanted.
    "loggers": {"django.channels.server": {"level": "WARNING"}, "daphne": {"level": "WARNING"}},
}
