"""The corpus on disk: sources, an office's own knowledge and corrections, and the store that is derived from them."""
