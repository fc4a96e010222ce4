"""That of this version, whatever it holds."""

from importlib import import_module

Migration = import_module("viceversa.migrations.0001_initial").Migration
