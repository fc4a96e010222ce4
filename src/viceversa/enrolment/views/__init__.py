"""Pages of this room: lists that come in, and the people who take part."""
