"""What is asked of whoever answers, and of whoever plans."""
