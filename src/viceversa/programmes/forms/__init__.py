"""What organisers decide about a programme, on the way to it and afterwards."""
