"""`python -m mindet` is the command line too."""

from mindet.cli import main

if __name__ == "__main__":
    main()
