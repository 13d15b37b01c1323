"""What the tool knows beside the documents, and how it is loaded."""
