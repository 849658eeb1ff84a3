"""Checks each package of the workspace alone, and with each of its features alone.

In: `cargo metadata`. Out: one line per combination, and exit status 1 when one does not build without a warning.
Packages are checked one at a time, because cargo unifies the features of all that it builds in one go.
"""

import json
import subprocess
import sys
import time


def combinations(package):
    """No features, the default ones, each alone, all of them; what is equal only once."""
    features = [name for name in sorted(package["features"]) if name != "default"]
    yield ["--no-default-features"]
    if package["features"].get("default"):
        yield []
    for feature in features:
        yield ["--no-default-features", "--features", feature]
    if len(features) > 1:
        yield ["--all-features"]


def main():
    raw = subprocess.run(
        ["cargo", "metadata", "--no-deps", "--format-version", "1", "--locked"],
        check=True,
        capture_output=True,
    ).stdout
    failed = []
    for package in json.loads(raw)["packages"]:
        for flags in combinations(package):
            command = ["cargo", "check", "--quiet", "--locked", "-p", package["name"], *flags]
            began = time.monotonic()
            # Not by RUSTFLAGS, which would compile every dependency once more.
            run = subprocess.run(command, capture_output=True, text=True)
            is_clean = run.returncode == 0 and "warning" not in run.stderr
            print(f"    {' '.join(command[4:])}: {'ok' if is_clean else 'FAILED'}, {time.monotonic() - began:.0f} s", flush=True)
            if not is_clean:
                print(run.stderr)
                failed.append(" ".join(command))
    for command in failed:
        print(f"    failed: {command}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
