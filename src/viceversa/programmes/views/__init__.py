"""The pages on which a programme is made and changed."""
