"""Checks of drafts: whether what a draft prints of the documents it names agrees with what is known of them."""
