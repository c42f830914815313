"""The command `mindet`, which is `python -m mindet` too."""

import sys


def main() -> None:
    """The entry point; Ctrl-C ends it in few words while its parts are still being imported."""
    try:
        from mindet.cli import main as command
    except KeyboardInterrupt:
        sys.exit("Aborted!")  # as click says it
    command()


if __name__ == "__main__":
    main()
