"""``python -m kg``: the same as the command ``kg``; an entry point, no part of the library."""

from kg.cli.app import main

if __name__ == "__main__":
    main()
