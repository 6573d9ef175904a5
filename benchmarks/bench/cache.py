"""Cache: keep a builder's state, and have it again, on a builder that knows nothing and on one that has it."""

import os
import shutil
import subprocess
import time

from . import files, peers, results
from .results import median, ms, ms_spread
from .workbench import Workbench

PROGRAMS = ["tar", "zstd"]
SIZES = [2000, 50000]
ROUNDS = 3
COLD = 1.5
WARM = 0.100

HOW = """A directory of pages of 2 kB is kept and brought back. *Cold* is a builder that was just started; what it can not beat is to
read the packs' bytes from the store and do nothing with them. *Warm* is a builder that has the state of the push before: one page
was changed elsewhere, and the directory is brought to it; to keep is to keep one changed page. restic keeps in the same
store, tar with zstd -1 in a file on the local disk, and both whole, for they know nothing of changes; restic looks at each file."""


def run(context):
    result = results.Result("Cache: save and restore", HOW)
    sizes = context.sizes or ([2000] if context.quick else SIZES)
    table = result.table("Times:", "files", "what", "Sitemend", "spread", "restic", "tar + zstd", "reading the packs")
    for size in sizes:
        context.say(f"{size:,} files")
        measure(context, result, table, size)
    return result


def measure(context, result, table, size):
    folder = context.folder(str(size))
    source, warm = folder / "source", folder / "warm"
    files.create(source, size)
    shutil.copytree(source, warm)
    found = {name: [] for name in ("save", "cold", "read", "save one", "warm", "restic save", "restic save again",
                                   "restic cold", "tar save", "tar cold")}
    with Workbench(context.home, folder / "workbench") as bench:
        restic = Restic(bench, folder) if peers.path("restic") else None
        if restic is None:
            context.say("SKIPPED: restic is missing; --install brings it")
        for turn in range(context.rounds(ROUNDS)):
            files.change(source, range(size), f"all {turn}")
            found["save"].append(bench.do("upload", source).seconds)
            if turn == 0 and restic:
                found["restic save"].append(restic.save(source))
            found["tar save"].append(clocked("tar", "-I", "zstd -1", "-cf", folder / "state.tar.zst", "-C", source, "."))
            for measured, side in (("cold", lambda into: cold(bench, into)),
                                   ("restic cold", restic.restore if restic and turn == 0 else None),
                                   ("tar cold", lambda into: untar(folder, into))):
                if side:
                    into = folder / "into"
                    found[measured].append(side(into))
                    shutil.rmtree(into)
            found["read"].append(bench.do("read").seconds)
            bench.do("restore", folder / "base")  # What a builder has from the push before.
            paths = files.change(source, [turn * 41 % size], f"one {turn}")
            (folder / "changes").write_text("\n".join(paths))
            found["save one"].append(bench.do("update", source, folder / "changes").seconds)
            if turn == 0 and restic:
                found["restic save again"].append(restic.save(source))
            found["warm"].append(bench.do("advance", folder / "base").seconds)
            shutil.rmtree(folder / "base")
    report(result, table, size, found)


def cold(bench, into):
    bench.do("forget")
    return bench.do("restore", into).seconds


def untar(folder, into):
    into.mkdir()
    return clocked("tar", "-I", "zstd", "-xf", folder / "state.tar.zst", "-C", into)


def clocked(*command, **options):
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    return time.perf_counter() - begun


def report(result, table, size, found):
    def cell(name):
        return ms(median(found[name])) if found[name] else "–"

    for what, ours, restic, tar, read in (
            ("save all", "save", "restic save", "tar save", None),
            ("restore, cold", "cold", "restic cold", "tar cold", "read"),
            ("save one changed", "save one", "restic save again", None, None),
            ("restore, warm", "warm", None, None, None)):
        table.row(f"{size:,}", what, cell(ours), ms_spread(found[ours]), cell(restic) if restic else "–",
                  cell(tar) if tar else "–", cell(read) if read else "–")
    times = median([cold / read for cold, read in zip(found["cold"], found["read"])])
    result.bar(f"restore, cold, {size:,} files", f"at most {COLD} times reading the packs", f"{times:.1f} times",
               times <= COLD)
    for what, name in (("save", "save one"), ("restore", "warm")):
        took = median(found[name])
        result.bar(f"{what}, warm, {size:,} files", f"at most {ms(WARM)}", ms(took), took <= WARM)
    result.raw[str(size)] = found


class Restic:
    def __init__(self, bench, folder):
        self.program = peers.path("restic")
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C.UTF-8",
            "RESTIC_REPOSITORY": f"s3:{bench.endpoint}/{bench.bucket}/restic", "RESTIC_PASSWORD": "bench",
            "AWS_ACCESS_KEY_ID": bench.access_key, "AWS_SECRET_ACCESS_KEY": bench.secret_key,
            "RESTIC_CACHE_DIR": str(folder / "restic-cache")}
        self.do("init")

    def do(self, *arguments):
        return clocked(self.program, "-q", *arguments, env=self.environment)

    def save(self, source):
        self.source = source
        return self.do("backup", source)

    def restore(self, into):
        shutil.rmtree(self.environment["RESTIC_CACHE_DIR"], ignore_errors=True)
        return self.do("restore", "latest", "--target", into)
