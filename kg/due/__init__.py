"""What is due: the timeframes of tasks as dates at a given day, and what has no date told apart from what has one."""
