"""Search that finds what was meant, however it was typed."""
