"""The page that shows the graph."""
