"""`python -m loaders check` reads and checks the data without the dashboard."""

import sys

from loaders.commands import main

if __name__ == "__main__":
    sys.exit(main())
