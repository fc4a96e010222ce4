"""The sections of a report, one a module: each says its finding in a sentence and draws it."""
