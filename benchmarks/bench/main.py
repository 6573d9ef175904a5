"""The command: which benchmarks, in which order, and where their results go."""

import argparse
import importlib
import shutil
import sys
import tempfile
import time
import traceback
from pathlib import Path

from . import machine, peers, picture, results

HOME = Path(__file__).resolve().parents[2]
RESULTS = HOME / "benchmarks" / "results"
PICTURE = HOME / "docs" / "images" / "push-to-live.svg"

# In the order of the README: first what a writer feels, then what it rests on.
ALL = ["push-to-live", "ikiwiki", "writes", "upload", "cache", "promotion", "serving", "memory",
       "sites"]


class Context:
    """What a benchmark gets: a folder of its own, and how thorough it is to be."""

    def __init__(self, work, quick, sizes, rounds):
        self.home = HOME
        self.work = work
        self.quick = quick
        self.sizes = sizes
        self._rounds = rounds

    def rounds(self, usual):
        """How often to repeat: what was asked for, or the benchmark's usual number, or 3 when it must be quick."""
        if self._rounds:
            return self._rounds
        return min(usual, 3) if self.quick else usual

    def folder(self, name):
        path = self.work / name
        path.mkdir(parents=True, exist_ok=True)
        return path

    def say(self, text):
        print(f"  {text}", file=sys.stderr, flush=True)


def main(arguments):
    parser = argparse.ArgumentParser(prog="benchmarks/run", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(ALL)}; all when none is named")
    parser.add_argument("--install", action="store_true", help="first installs the peers from Debian's packages")
    parser.add_argument("--quick", action="store_true", help="few rounds: to see that it works, not to record")
    parser.add_argument("--rounds", type=int, help="how often each pair is measured")
    parser.add_argument("--sizes", type=lambda text: [int(size) for size in text.split(",")], help="such as 2000,50000")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where the tables go")
    parser.add_argument("--work", type=Path, help="folder for what is measured; a temporary one when absent")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.names if name not in ALL]
    if unknown:
        parser.error(f"no such benchmark: {', '.join(unknown)}. There are {', '.join(ALL)}")
    if options.install:
        peers.install()

    work = options.work or Path(tempfile.mkdtemp(prefix="sitemend-bench-"))
    failed = []
    try:
        for name in options.names or ALL:
            if not measure(name, options, work / name):
                failed.append(name)
        results.write_summary(options.results, ALL)
    finally:
        if not options.work:
            shutil.rmtree(work, ignore_errors=True)
    if failed:
        print(f"Not measured, see above: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def measure(name, options, work):
    print(f"{name}", file=sys.stderr, flush=True)
    module = importlib.import_module("bench." + name.replace("-", "_"))
    missing = peers.missing(module.PROGRAMS)
    if missing:
        print(f"  SKIPPED: {', '.join(missing)} missing; --install brings it", file=sys.stderr)
        return True

    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    begun = time.monotonic()
    try:
        result = module.run(Context(work, options.quick, options.sizes, options.rounds))
    except Exception:  # One that fails, for whatever reason, must not cost the record of the others.
        traceback.print_exc()
        return False
    finally:
        if not options.work:
            shutil.rmtree(work, ignore_errors=True)
    result.took = time.monotonic() - begun
    results.write(options.results, name, result, machine.describe(HOME, work.parent, module.PROGRAMS))
    print(results.render_bars(result), file=sys.stderr)
    if name == "push-to-live":
        recorded = options.results == RESULTS
        picture.draw(options.results / f"{name}.json", PICTURE if recorded else options.results / PICTURE.name)
    return True
