"""Soak: more pushes than can be built, and random kills; is the queue bounded, does anything grow, is anything lost?"""

import argparse
import contextlib
import itertools
import json
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
from pathlib import Path

from . import machine, processes, results
from .apart import Apart
from .main import HOME, RESULTS
from .pages import plain_environment
from .results import median

SLOTS = 2
WARM = 45  # Seconds that a process has to load what it needs, before its heap says anything.
LOOK = 15
PATIENCE = 600
GROWTH = 1.25
KEEP = 3
RETENTION = {
    "SITEMEND_COLLECTION_GENERATIONS": str(KEEP), "SITEMEND_COLLECTION_GENERATIONSFOR": "0s",
    "SITEMEND_COLLECTION_EVERY": "1m", "SITEMEND_COLLECTION_GRACE": "20s"}

HOW = """{builders} builders with two slots each, a trigger, a publisher, broker and store, each a process of its own; {sites} sites
whose generator takes {pause} s. For {minutes:g} min pushes come at twice what the builders can build by the first builds' time,
while every {kills} s on average one service is killed (-9), builders three times as often as each of the others, and started again
after two seconds. Heaps are what a full collection leaves, of processes that are older than {warm} s. At the end
everything must converge: each site shows its last acknowledged push or a newer one, and after a collection the store's packs and caches
are exactly those that builds which are kept, and each site's next refresh, need; what is kept was read from the store's files by
another program than the one that deletes."""


def main(arguments):
    parser = argparse.ArgumentParser(prog="benchmarks/soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--builders", type=int, default=3)
    parser.add_argument("--sites", type=int, default=12)
    parser.add_argument("--pause", type=float, default=4, help="seconds that a build takes")
    parser.add_argument("--kill-every", type=float, default=20, help="seconds, on average; 0 for never")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="of the kills")
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--work", type=Path)
    options = parser.parse_args(arguments)
    work = options.work or Path(tempfile.mkdtemp(prefix="sitemend-soak-"))
    begun = time.monotonic()
    result = results.Result("Soak", HOW.format(builders=options.builders, sites=options.sites, pause=options.pause,
                                               minutes=options.minutes, kills=options.kill_every, warm=WARM))
    try:
        with Apart(HOME, work, options.builders, RETENTION) as server:
            Soak(server, work, options).run(result)
            result.took = time.monotonic() - begun
            results.write(options.results, "soak", result, machine.describe(HOME, work.parent, ["git"]))
            print(results.render_bars(result), file=sys.stderr)
    finally:
        if not options.work:
            shutil.rmtree(work, ignore_errors=True)
    return 0 if all(bar.met is not False for bar in result.bars) else 1


def say(text):
    print(f"  {text}", file=sys.stderr, flush=True)


class Garden:
    """A site, its writer, and the newest push that was acknowledged."""

    def __init__(self, server, folder, name, pause):
        self.site, self.folder = server.add_site(name), folder / name
        self.folder.mkdir(parents=True)
        self.lock = threading.Lock()
        self.number, self.acknowledged, self.pushes, self.refused = 0, None, 0, 0
        self.git("init", "-q", "-b", "main")
        self.git("config", "gc.auto", "0")
        (self.folder / "sitemend.yml").write_text(
            "generator: command\nbuild:\n  rebuild: sh build.sh\n  refresh: sh build.sh\n  output: public\n  state: [seen]\n")
        # A page for each of the last 50 pushes, so that packs have something to share, and something that dies.
        (self.folder / "build.sh").write_text(
            f"mkdir -p public\ncat push >>seen\nsleep {pause}\n"
            "cp push public/index.html\nseq 1 2000 | cat push - >public/page$(($(cat push) % 50)).html\n")

    def push(self):
        with self.lock:
            self.number += 1
            (self.folder / "push").write_text(f"{self.number}\n")
            self.git("add", "-A")
            self.git("-c", "user.name=Writer", "-c", "user.email=writer@example.org", "commit", "-q", "-m", f"Push {self.number}")
            done = self.run("push", "-q", "-o", "nowait", self.site.push_url, "HEAD:main")
            if done.returncode:
                self.refused += 1
            else:
                self.pushes += 1
                self.acknowledged = self.number

    def shown(self):
        with contextlib.suppress(OSError, ValueError):
            status, body = self.site.visitor().get("/index.html")
            return int(body) if status == 200 else 0
        return 0

    def git(self, *arguments):
        done = self.run(*arguments)
        if done.returncode:
            raise RuntimeError(f"git {arguments[0]} failed: {done.stderr}")

    def run(self, *arguments):
        return subprocess.run(["git", "-C", self.folder, *arguments], env=plain_environment(), capture_output=True,
                              text=True, check=False, timeout=120)


class Soak:
    def __init__(self, server, work, options):
        self.server, self.options = server, options
        self.gardens = [Garden(server, work / "writers", f"garden{number}", options.pause) for number in range(options.sites)]
        self.random = random.Random(options.seed)
        self.stop = threading.Event()
        self.kills, self.looks, self.backwards = [], [], []
        self.began = {service.name: time.monotonic() for service in server.services}
        self.highest = {}

    def run(self, result):
        rate = self.warm_up()
        say(f"{rate:.2f} pushes a second, seed {self.options.seed}")
        threads = [threading.Thread(target=work) for work in (lambda: self.push(rate), self.kill, self.watch)]
        begun = time.monotonic()
        for thread in threads:
            thread.start()
        while time.monotonic() < begun + self.options.minutes * 60:
            time.sleep(1)
        self.stop.set()
        for thread in threads:
            thread.join()
        self.end(result, time.monotonic() - begun, rate)

    def warm_up(self):
        """The first builds; the rate is twice what the builders manage, by the median build."""
        for garden in self.gardens:
            garden.push()
        self.await_shown()
        took = [build["duration"] for garden in self.gardens for build in garden.site.builds()["builds"]]
        seconds = median([float(text.removeprefix("PT").removesuffix("S")) for text in took if text and "M" not in text])
        return 2 * self.options.builders * SLOTS / seconds

    def push(self, rate):
        """Several writers at a time: one push must not wait for another site's."""
        slots = threading.Semaphore(8)

        def one(garden):
            try:
                garden.push()
            finally:
                slots.release()

        next_at = time.monotonic()
        for garden in itertools.cycle(self.gardens):
            if self.stop.is_set():
                return
            slots.acquire()
            threading.Thread(target=one, args=(garden,)).start()
            next_at += 1 / rate
            time.sleep(max(0, next_at - time.monotonic()))

    def kill(self):
        server = self.server
        while self.options.kill_every and not self.stop.wait(self.random.uniform(0.5, 1.5) * self.options.kill_every):
            victim = self.random.choice([*server.builders * 3, server.trigger, server.publisher])
            victim.kill()
            self.kills.append(victim.name)
            say(f"killed {victim.name}")
            time.sleep(2)
            victim.start()
            self.began[victim.name] = time.monotonic()

    def watch(self):
        begun = time.monotonic()
        while not self.stop.wait(LOOK):
            look = {"at": round(time.monotonic() - begun), "pushes": sum(garden.pushes for garden in self.gardens),
                    "refused": sum(garden.refused for garden in self.gardens), "kills": len(self.kills),
                    "waiting": self.waiting(), "services": {}}
            for service in self.server.services:
                if time.monotonic() - self.began[service.name] > WARM:
                    # It may be killed at any moment.
                    with contextlib.suppress(OSError, subprocess.CalledProcessError):
                        look["services"][service.name] = self.measure(service.pid)
            look["services"]["servers"] = self.measure(self.server.servers.process.pid)
            for garden in self.gardens:
                shown = garden.shown()
                if 0 < shown < self.highest.get(garden, 0):
                    self.backwards.append(f"{garden.site.name}: {shown} after {self.highest[garden]}")
                self.highest[garden] = max(shown, self.highest.get(garden, 0))
            self.looks.append(look)
            say(f"{look['at']} s: {look['pushes']} pushes, {look['refused']} refused, {look['kills']} kills, {look['waiting']} waiting")

    @staticmethod
    def measure(pid):
        return {"heap": processes.live_heap(pid), "descriptors": processes.descriptors(pid), "threads": processes.threads(pid)}

    def waiting(self):
        """Requests that no builder has acknowledged; None while the trigger is away."""
        with contextlib.suppress(OSError, urllib.error.URLError, ValueError):
            lag = self.server.api("lag")
            groups = lag.get("groups", [])
            return sum(group.get("records") or 0 for group in groups if group.get("group") == "sitemend-builder")
        return None

    def await_shown(self):
        """Every site shows its newest acknowledged push, or one that came to be a moment before its pusher heard of it."""
        end = time.monotonic() + PATIENCE
        behind = self.gardens
        while time.monotonic() < end:
            behind = [garden for garden in behind if garden.shown() < (garden.acknowledged or 0)]
            if not behind:
                return []
            time.sleep(1)
        return [f"{garden.site.name} shows {garden.shown()}, acknowledged is {garden.acknowledged}" for garden in behind]

    def end(self, result, seconds, rate):
        lost = self.await_shown()
        say(f"converged: {lost or 'every acknowledged push is shown'}")
        self.collect()
        say("collected")
        excess, missing, kept = Kept(self.server.servers.objects).compare()
        pushes = sum(garden.pushes for garden in self.gardens)
        builds = kept["builds"]
        table = result.table(f"In {seconds / 60:.1f} min, at {rate:.2f} pushes a second, seed {self.options.seed}:", "what", "count")
        for what, count in (
                ("pushes acknowledged", pushes), ("pushes refused, while the trigger was away", sum(g.refused for g in self.gardens)),
                ("builds", builds), ("kills", f"{len(self.kills)}: " + ", ".join(
                    f"{name} {self.kills.count(name)}" for name in sorted(set(self.kills)))),
                ("builds whose pages are kept", kept["kept"]), ("packs, caches in the store", f"{kept['packs']}, {kept['caches']}")):
            table.row(what, count)
        result.bar("acknowledged pushes that are not shown in the end", "none", "; ".join(lost) or "none", not lost)
        result.bar("sites that went back", "none", "; ".join(self.backwards) or "none", not self.backwards)
        self.queue(result)
        result.bar("builds, of pushes", "fewer", f"{builds} of {pushes}", builds < pushes)
        self.growth(result)
        result.bar("packs and caches that nobody needs", "none", "; ".join(excess[:5]) or "none", not excess)
        result.bar("packs and caches that are needed and not there", "none", "; ".join(missing[:5]) or "none", not missing)
        result.raw = {"looks": self.looks, "kills": self.kills, "excess": excess, "missing": missing, "kept": kept}

    def queue(self, result):
        """As long in the end as in the middle: what waits is what came since a channel's last turn."""
        waiting = [look["waiting"] for look in self.looks if look["waiting"] is not None]
        third = len(waiting) // 3
        if third == 0:
            result.bar("requests that wait", "no more in the last third than 1.5 times the middle", "too few looks", None)
            return
        middle, last = (sum(part) / third for part in (waiting[third:2 * third], waiting[-third:]))
        result.bar("requests that wait, mean of the last third", f"at most 1.5 times the middle third's {middle:.0f} (or 3 a site)",
                   f"{last:.0f}, most {max(waiting)}", last <= max(1.5 * middle, 3 * len(self.gardens)))

    def growth(self, result):
        names = [service.name for service in self.server.services] + ["servers"]
        table = result.table("After a full collection, first and last third of the looks (medians):", "process", "looks",
                             "heap, MB", "descriptors", "threads")
        for name in names:
            seen = [look["services"][name] for look in self.looks if name in look["services"]]
            if len(seen) < 6:
                continue
            third = len(seen) // 3
            halves = {what: tuple(median([look[what] for look in part]) for part in (seen[:third], seen[-third:]))
                      for what in ("heap", "descriptors", "threads")}
            heap = halves["heap"]
            table.row(name, len(seen), f"{heap[0] / 1e6:.0f} → {heap[1] / 1e6:.0f}",
                      *(f"{halves[what][0]:.0f} → {halves[what][1]:.0f}" for what in ("descriptors", "threads")))
            flat = heap[1] <= GROWTH * heap[0] + 5e6 and halves["descriptors"][1] <= GROWTH * halves["descriptors"][0]
            result.bar(f"heap and descriptors of {name}", f"at most {GROWTH} times as in the first third",
                       f"{heap[1] / heap[0]:.2f} and {halves['descriptors'][1] / halves['descriptors'][0]:.2f} times", flat)

    def collect(self):
        """Until nothing goes any more. Packs are spared for the grace, so not at once."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with contextlib.suppress(OSError, urllib.error.URLError):
                self.server.api("collections", {"dryRun": False})
                goes = self.server.api("collections", {"dryRun": True})
                if all(site["objects"] == 0 for site in goes["sites"]) and time.monotonic() > end - PATIENCE + 60:
                    return
            time.sleep(10)


class Kept:
    """What of a store must be there, by its files alone."""

    def __init__(self, objects):
        self.objects = objects

    def compare(self):
        excess, missing = [str(path) for path in sorted((self.objects / "probe").glob("*"))], []
        count = {"builds": 0, "kept": 0, "packs": 0, "caches": 0}
        for site in sorted((self.objects / "sites").iterdir()):
            needed, found = self.site(site, count)
            excess += [f"{site.name}/{path}" for path in sorted(found - needed)]
            missing += [f"{site.name}/{path}" for path in sorted(needed - found)]
        return excess, missing, count

    @staticmethod
    def site(site, count):
        reports = [json.loads(path.read_text()) for path in site.glob("builds/*/report.json")]
        collected = set()
        for path in site.glob("channels/*/generations/*.json"):
            entry = json.loads(path.read_text())["entry"]
            if entry["kind"] == "collected":
                collected |= set(entry["builds"])
        kept = [report for report in reports if report["outcome"]["kind"] == "succeeded" and report["number"] not in collected]
        needed = {f"packs/{pack['digest']}.pack" for report in kept for pack in report["outcome"]["artifact"]["packs"]}
        newest = max(kept, key=lambda report: report["number"])
        for seal in site.glob(f"caches/*/{newest['number']:010d}.json"):
            needed.add(str(seal.relative_to(site)))
            needed |= {f"packs/{pack['digest']}.pack" for pack in json.loads(seal.read_text())["packs"]}
        found = {str(path.relative_to(site)) for kind in ("packs", "caches") for path in site.glob(f"{kind}/**/*") if path.is_file()}
        count["builds"] += len(list(site.glob("builds/*/claim.json")))
        count["kept"] += len(kept)
        count["packs"] += sum(path.startswith("packs/") for path in found)
        count["caches"] += sum(path.startswith("caches/") for path in found)
        return needed, found
