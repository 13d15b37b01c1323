"""Readers: a file becomes a text as read and blocks over it. The format is found from the content, not from the
name."""

from kg.read.files import VERSION, file_bytes, read_bytes, read_file
from kg.read.sniff import format_of

__all__ = ["VERSION", "file_bytes", "format_of", "read_bytes", "read_file"]
