"""Make the parts of the documentation that are made: ``python -m tests.docs.regenerate``."""

from __future__ import annotations

from tests.docs.made import PARTS, made
from tests.docs.places import ROOT, read


def main() -> None:
    """Write every document whose parts have changed, and say which."""
    for name in PARTS:
        path, content = ROOT / name, made(name)
        if not path.exists() or read(path) != content:
            path.write_text(content, encoding="utf-8", newline="\n")
            print(f"made {name}")  # noqa: T201 - it is a command


if __name__ == "__main__":
    main()
