"""Promotion and rollback: an entry of the publication log, and until visitors get what it says; beside a symlink."""

import os
import re
import subprocess
import time

from . import results
from .results import median, ms, ms_spread

PROGRAMS = ["git"]
SIZES = [100, 50000]
ROUNDS = 20
MOST = 0.010
MOST_GROWTH = 1.5

HOW = """A generation is written into the store that comes with Sitemend (create-only, over HTTP), and the publisher follows it
until visitors get it. *Promotion* is of a build that changed one page, which has to be brought; *rollback* goes back to the build before, which
is still there. Measured inside the process, by `PromotionMeasurement`. The peer renames a symbolic link from one folder with the same files to another."""


def run(context):
    result = results.Result("Promotion and rollback", HOW)
    folder = context.folder("promotion")
    sizes = context.sizes or ([100, 2000] if context.quick else SIZES)
    context.say(f"{' and '.join(f'{size:,}' for size in sizes)} files, in the publisher's own process")
    numbers = folder / "numbers"
    rounds = context.rounds(ROUNDS)
    subprocess.run(
        ["mvn", "-B", "-q", "-f", context.home / "pom.xml", "-pl", "publisher-service", "-am", "test",
         "-Dtest=PromotionMeasurement", f"-Dpromotion.measurement={numbers}", f"-Dpromotion.rounds={rounds}",
         f"-Dpromotion.sizes={','.join(map(str, sizes))}", "-Dsurefire.failIfNoSpecifiedTests=false"],
        check=True, env=os.environ | java_home(), stdout=subprocess.DEVNULL)
    runs = {}
    for line in numbers.read_text().splitlines():
        what, size, write, follow = line.split()
        runs.setdefault((what, int(size)), []).append((float(write) / 1000, float(follow) / 1000))

    table = result.table("Until visitors get it:", "what", "files", "all", "spread", "of it the write",
                         "of it until it is shown")
    totals = {}
    for (what, size), times in sorted(runs.items()):
        whole = [write + follow for write, follow in times]
        totals[what, size] = median(whole)
        table.row(what, f"{size:,}", ms(median(whole)), ms_spread(whole), ms(median([write for write, _ in times])),
                  ms(median([follow for _, follow in times])))
        result.raw[f"{what}, {size}"] = times
    peer = [rename(folder) for _ in range(rounds)]
    table.row("a symlink renamed", "any", f"{median(peer) * 1e6:.0f} µs",
              f"{min(peer) * 1e6:.0f} – {max(peer) * 1e6:.0f} µs", "–", "–")
    result.raw["symlink"] = peer
    for what in ("promotion", "rollback"):
        largest = totals[what, max(sizes)]
        result.bar(f"{what}, {max(sizes):,} files", f"at most {ms(MOST)}", ms(largest), largest <= MOST)
        growth = largest / totals[what, min(sizes)]
        result.bar(f"the same beside {min(sizes):,} files", f"not growing: at most {MOST_GROWTH} times, which is noise",
                   f"{growth:.2f} times", growth <= MOST_GROWTH)
    return result


def rename(folder):
    for target in ("one", "two"):
        (folder / target).mkdir(exist_ok=True)
    link, other = folder / "live", folder / "next"
    if not link.is_symlink():
        link.symlink_to("one")
    begun = time.perf_counter()
    other.symlink_to("two")
    other.rename(link)
    return time.perf_counter() - begun


def java_home():
    """The JDK that runs this machine's Maven may be older; tests choose their own by the toolchain."""
    known = os.environ.get("JAVA_HOME")
    return {"JAVA_HOME": known} if known and re.search("25", known) else {}
