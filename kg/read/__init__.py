"""Readers: a file becomes a text as read and blocks over it. The format is found from the content, not from the
name."""

from kg.read.files import VERSION, read_bytes, read_file

__all__ = ["VERSION", "read_bytes", "read_file"]
