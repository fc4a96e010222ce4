"""What is read of directories."""

from viceversa.scim.models import DirectoryEntry


def manager_of(entry: DirectoryEntry) -> str:
    """The code of her manager in the same directory; empty when it knows of none."""
    manager = entry.person.employment.manager
    found = getattr(manager, "directory_entry", None)
    if found is None or found.deleted_at or found.organisation_id != entry.organisation_id:
        return ""
    return str(found.pk)
