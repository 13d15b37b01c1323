"""What the tool knows, as YAML, and the plan that comes with it. Read through ``importlib.resources``."""
