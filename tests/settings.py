"""The house's own settings, on a throw-away data directory."""

import atexit
import os
import shutil
import tempfile

os.environ["VICEVERSA_DATA"] = tempfile.mkdtemp(prefix="viceversa-tests-")
os.environ["VICEVERSA_MODE"] = "demo"

from viceversa.settings import *  # noqa: F403
from viceversa.settings import DATA, STATIC_ROOT

atexit.register(shutil.rmtree, DATA, ignore_errors=True)
STATIC_ROOT.mkdir()  # whitenoise warns of a missing directory, and warnings are errors

# Manifest names exist only after collectstatic; the live server of the tests serves by finders.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
