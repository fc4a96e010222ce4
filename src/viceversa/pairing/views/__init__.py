"""Pages of the board, of publishing, of pairs and of the two answers."""
