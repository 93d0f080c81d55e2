"""The command line's door: `python generate.py content/karabakh`."""

from press.cli import main

if __name__ == "__main__":
    main()
