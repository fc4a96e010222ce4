"""Certificates, for whoever asks for her own: what she has done, never with whom or about what."""
