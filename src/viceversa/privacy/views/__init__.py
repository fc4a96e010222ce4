"""Pages of the room: the pack on data protection, one's own data, requests to be erased."""
