"""The pages at the end of a programme."""
