"""`python -m transqa`."""

from transqa.cli import main

if __name__ == "__main__":
    main()
