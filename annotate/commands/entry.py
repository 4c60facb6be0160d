"""Where ``otr`` starts: small, so that Ctrl-C during the imports ends as quietly as later."""

from __future__ import annotations

import sys


def main() -> None:
    """Import the program and run it."""
    try:
        from annotate.commands.main import main as run
    except KeyboardInterrupt:
        sys.stderr.write("otr: interrupted\n")
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
