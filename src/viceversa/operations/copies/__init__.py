"""Backup and restore: copies of the database and, apart, of the keyring; put back whole or not."""

from viceversa.operations.copies.backup import Kept, back_up, last_backup
from viceversa.operations.copies.folder import CopyError
from viceversa.operations.copies.restore import Restored, Source, restore

__all__ = ["CopyError", "Kept", "Restored", "Source", "back_up", "last_backup", "restore"]
