"""What came of it: surveys that are anonymous in fact."""
