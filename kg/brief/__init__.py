"""A unit's tasks of all plans as a draft plan of its own, in the form of a party paper, for its office to go on."""
