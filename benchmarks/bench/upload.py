"""Upload: a directory to an S3 store, all of it, 1 % changed, nothing changed; beside the usual tools."""

import os
import subprocess
import time

from . import files, peers, results
from .results import median, ms, ms_spread
from .workbench import Workbench

PROGRAMS = []  # Each peer that is there is measured.
COUNT = 2000
ROUNDS = 3
BARS = {"first": 20, "1 % changed": 20, "nothing changed": 100}

HOW = f"""{COUNT:,} pages of 2 kB go to the same store, the one that comes with Sitemend: first into an empty prefix, then with 1 % of
them changed, then with nothing changed. The peers list the store and the directory, as they must; Sitemend is told by the
workspace what was written (*from the list of changes*), as after each refresh, or reads the whole directory again, as after
a clean build. The peers' programs start each time, Sitemend's runs already: that is how they are used."""


def run(context):
    result = results.Result("Upload", HOW)
    source = context.folder("source")
    files.create(source, COUNT)
    with Workbench(context.home, context.folder("workbench")) as bench:
        sides = {"Sitemend": Ours(bench, source, context.work)}
        for name, side in (("rclone sync", Rclone), ("aws s3 sync", Aws), ("s3cmd sync", S3cmd)):
            if peers.path(side.PROGRAM):
                sides[name] = side(bench, source, context.work)
            else:
                context.say(f"SKIPPED: {name}: {side.PROGRAM} is missing; --install brings it")
        runs = {name: {what: [] for what in BARS} for name in sides}
        whole, writes = [], []
        sides["Sitemend"].warm_up()
        for turn in range(context.rounds(ROUNDS)):
            for what, share in (("first", 1.0), ("1 % changed", 0.01), ("nothing changed", 0.0)):
                paths = files.change(source, files.some(COUNT, share, turn), f"{what} {turn}") if share else []
                for name, side in sides.items():
                    # What takes minutes is told by one run as well as by three.
                    if turn and what == "first" and name != "Sitemend":
                        continue
                    runs[name][what].append(side.send(turn, what, paths))
                    context.say(f"{name}, {what}: {ms(runs[name][what][-1])}")
                if what == "nothing changed":
                    writes.append(sides["Sitemend"].last.writes)
                    whole.append(sides["Sitemend"].whole())
    report(result, runs, whole, writes)
    return result


def report(result, runs, whole, writes):
    table = result.table("Until all of it is in the store (the peers' first upload is measured once):", "what", *runs,
                         "best peer / Sitemend")
    for what, asked in BARS.items():
        ours = median(runs["Sitemend"][what])
        theirs = [median(side[what]) for name, side in runs.items() if name != "Sitemend"]
        times = min(theirs) / ours if theirs else None
        table.row(what, *[f"{ms(median(side[what]))} ({ms_spread(side[what])})" for side in runs.values()],
                  f"{times:,.0f} times" if times else "–")
        result.bar(f"{what}: faster than the best of them", f"at least {asked} times",
                   f"{times:,.0f} times" if times else "no peer", times >= asked if times else None)
    result.bar("nothing changed: writes", "0", str(max(writes)), max(writes) == 0)
    result.notes.append(f"Nothing changed, and the whole directory read again as after a clean build: {ms(median(whole))}.")
    result.raw = {"runs": runs, "whole directory, nothing changed": whole, "writes, nothing changed": writes}


class Ours:
    def __init__(self, bench, source, work):
        self.bench, self.source, self.list = bench, source, work / "changes"

    def warm_up(self):
        """A service runs for weeks; the peers' programs were compiled before."""
        for turn in range(12):
            paths = files.change(self.source, files.some(COUNT, 0.01, 100 + turn), f"warm up {turn}")
            self.bench.do("forget")
            self.bench.do("upload", self.source)
            for changed in (paths, []):
                self.list.write_text("\n".join(changed))
                self.bench.do("update", self.source, self.list)

    def send(self, turn, what, paths):
        if what == "first":
            self.last = self.bench.do("upload", self.source)
        else:
            self.list.write_text("\n".join(paths))
            self.last = self.bench.do("update", self.source, self.list)
        return self.last.seconds

    def whole(self):
        return self.bench.do("upload", self.source).seconds


class Peer:
    def __init__(self, bench, source, work):
        self.bench, self.source, self.home = bench, source, work / f"home-{self.PROGRAM}"
        self.home.mkdir()
        self.program = peers.path(self.PROGRAM)

    def send(self, turn, what, paths):
        begun = time.perf_counter()
        # Nothing of this machine's own settings: a certificate bundle, for one, stops some versions of rclone.
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(self.home)} | self.environment()
        subprocess.run(self.command(), env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return time.perf_counter() - begun

    def environment(self):
        return {}

    @property
    def target(self):
        return f"{self.bench.bucket}/peer-{self.PROGRAM}"


class Rclone(Peer):
    PROGRAM = "rclone"

    def environment(self):
        return {"RCLONE_CONFIG_S_TYPE": "s3", "RCLONE_CONFIG_S_PROVIDER": "Other",
                "RCLONE_CONFIG_S_ENDPOINT": self.bench.endpoint, "RCLONE_CONFIG_S_ACCESS_KEY_ID": self.bench.access_key,
                "RCLONE_CONFIG_S_SECRET_ACCESS_KEY": self.bench.secret_key}

    def command(self):
        return [self.program, "sync", self.source, f"s:{self.target}"]


class Aws(Peer):
    PROGRAM = "aws"

    def environment(self):
        return {"AWS_ACCESS_KEY_ID": self.bench.access_key, "AWS_SECRET_ACCESS_KEY": self.bench.secret_key,
                "AWS_DEFAULT_REGION": "us-east-1"}

    def command(self):
        return [self.program, "s3", "sync", "--only-show-errors", "--endpoint-url", self.bench.endpoint, self.source,
                f"s3://{self.target}"]


class S3cmd(Peer):
    PROGRAM = "s3cmd"

    def command(self):
        host = self.bench.endpoint.split("://")[1]
        return [self.program, "--no-ssl", f"--host={host}", f"--host-bucket={host}",
                f"--access_key={self.bench.access_key}", f"--secret_key={self.bench.secret_key}", "sync", "--quiet",
                f"{self.source}/", f"s3://{self.target}/"]
