"""What came of a round: findings in words, pictures with their tables, and how they were made."""
