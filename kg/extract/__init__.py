"""From blocks to records: envelope, headings, the plan's table, tasks in prose, times, units and citations."""

#: grows when extraction gives other records for the same blocks
VERSION = 7
