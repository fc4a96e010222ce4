"""The house's settings with one page more: a bare view to measure against."""

from viceversa.settings import *  # noqa: F403

ROOT_URLCONF = "bench.applying_urls"
