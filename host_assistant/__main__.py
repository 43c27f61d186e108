"""The front door: `host-assistant`, also as `python -m host_assistant`."""

import sys


def main() -> int:
    from host_assistant.commands.front_door import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
