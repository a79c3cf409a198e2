"""`python -m assessor_app` is `assessor-app`."""

import sys

from assessor_app.cli import main

if __name__ == "__main__":
    sys.exit(main())
