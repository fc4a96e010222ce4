"""The demo's mailbox."""
