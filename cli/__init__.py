"""The command line: wiring around the library. ``app`` finds the command, one module holds a command or a small family,
``render`` decides between text and JSON, ``boundary`` turns what went wrong into a message and an exit code.

Nothing in ``kg`` imports from here, and no module here imports a heavy part of ``kg`` before its command runs.
"""
