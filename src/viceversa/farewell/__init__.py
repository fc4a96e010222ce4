"""The end of a programme, for the two of a pair: what came of it, and how they go on."""
