"""Three real sites, commit by commit: two builders that take turns beside one that does it all."""

import contextlib
import datetime
import re
import subprocess
import time
import urllib.request

from . import push_to_live, results
from .apart import Apart
from .pages import plain_environment
from .results import median

PROGRAMS = ["git", "perl", "ikiwiki", "hugo", "jekyll"]
COMMITS = 12
PATIENCE = 1800
SETTLE = 0.7  # Seconds after a build in which its builder tidies up.
REQUESTS = "bindings/requests-in-0"
MOST_WORK = 1.10

HOW = """The last commits of three real sites, pushed one by one as they came, twice: to a site *single* whose every push is built by the
same builder, and to a site *turns* whose pushes are built by two builders in turn, each on a disk of its own, so that a push is
always built by the builder that did not build the one before, from what the other one left in the store. Trigger, publisher,
both builders, broker and store are processes of their own on one machine. Who has the turn reads the requests; the other
one's consumer is stopped meanwhile. After each push what is live of both is compared: every path, its kind and mode, and the SHA-256
of its bytes. CPU is what the kernel counted of the builder's children (the generator, its sandbox, Git: *generator*) and of all
of the builder (*whole*, with what the JVM still compiles). A clean build is a site's very first."""

SMALL_YML = """generator: ikiwiki
generators:
  ikiwiki: { setup: small.setup }
"""


class Bundle:
    """A site with its history, and what of its pages is not a question of their sources.

    With a `sitemend.yml` of ours that is in each of its commits; else they are as they were."""

    def __init__(self, name, file, generator, yml=None, whims=None):
        self.name, self.file, self.generator, self.yml, self.whims = name, file, generator, yml, whims or {}


WHOLE = Bundle("ikiwiki-doc", "ikiwiki-doc.bundle", "ikiwiki")
SMALL = Bundle("ikiwiki-doc, small", "ikiwiki-doc.bundle", "ikiwiki", SMALL_YML)
JEKYLL = Bundle("jekyll-docs", "jekyll-docs.bundle", "Jekyll", whims={
    # Its template takes the nanosecond of the build modulo the number of talks.
    "jekyllconf/index.html": ("the talk that is featured", re.compile(rb'<h2 id="featured">.*?(?=<h2 )', re.DOTALL))})
OTHERS = [JEKYLL, Bundle("letsencrypt", "letsencrypt.bundle", "Hugo")]


def run(context):
    result = results.Result("Three real sites over two builders that take turns", HOW)
    folder = found(context.home)
    if folder is None:
        context.say("SKIPPED: the bundles of the sites are not there")
        result.notes.append("Nothing was measured: the bundles of the sites are not there.")
        return result
    with Apart(context.home, context.folder("sitemend"), 2,
               {"MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE": "health,prometheus,bindings"}) as server:
        for number, bundle in enumerate([SMALL if context.quick else WHOLE, *OTHERS]):
            context.say(bundle.name)
            replay = Replay(context, server, bundle, folder / bundle.file, f"site{number}")
            result.raw[bundle.name] = replay.run(context.rounds(COMMITS))
    report(result)
    return result


def found(home):
    """Beside the checkout, or above it."""
    for folder in (home, *home.parents):
        if (folder / "shared" / "sites" / WHOLE.file).is_file():
            return folder / "shared" / "sites"
    return None


class Replay:
    def __init__(self, context, server, bundle, file, name):
        self.context, self.server, self.bundle, self.name = context, server, bundle, name
        self.folder = context.folder(name)
        self.source = self.folder / "source"
        self.git(self.folder, "clone", "-q", str(file), str(self.source))
        self.sides = {side: Side(self, f"{name}-{side}") for side in ("single", "turns")}

    def run(self, count):
        commits = self.commits(count)
        first = {side: self.build(side, 0, commits[0]) for side in self.sides}
        rows = [self.pair(number, commit, first) for number, commit in enumerate(commits)]
        self.sides["clean"] = Side(self, f"{self.name}-clean")
        last = self.build("clean", 0, commits[-1])
        drift, _ = self.differences("single", "clean")
        return {"generator": self.bundle.generator, "pushes": rows,
                "clean": {"first": first["single"], "first, turns": first["turns"], "last": last},
                "differs from clean at the end": drift}

    def pair(self, number, commit, first):
        """One push to each side; the first pushes are there already."""
        row = {"commit": self.git(self.source, "log", "-1", "--format=%s", commit).strip()}
        for side in ("single", "turns"):
            row[side] = first[side] if number == 0 else self.build(side, number, commit)
        row["differences"], row["normalised"] = self.differences("single", "turns")
        row["same work"] = self.rendered("single") == self.rendered("turns")
        single, turns = row["single"], row["turns"]
        self.context.say(
            f"{number}: {single['mode']} by {single['builder']}, {turns['mode']} by {turns['builder']}: generator "
            f"{single['generator']:.1f} s and {turns['generator']:.1f} s, {len(row['differences'])} differences, "
            f"{row['normalised']}")
        return row

    def build(self, side, number, commit):
        builders = self.server.builders
        builder = builders[number % 2 if side == "turns" else 0]
        give_turn(builders, builder)
        return self.sides[side].push(builder, commit)

    def differences(self, one, other):
        """Paths that differ, and how many were alike once the time of their own build was taken out, by how it was written."""
        first, second = (self.sides[side].listing() for side in (one, other))
        kinds, unlike = {}, []
        changed = [path for path in sorted(first.keys() | second.keys()) if first.get(path) != second.get(path)]
        both = [path for path in changed if path in first and path in second and first[path][0] == second[path][0]]
        contents = {side: self.sides[side].contents(both) for side in (one, other)}
        for path in changed:
            if path in both:
                stamps = set()
                plain = [self.plain(path, contents[side][path], self.sides[side].window, stamps)
                         for side in (one, other)]
                if plain[0] == plain[1]:
                    for stamp in stamps:
                        kinds[stamp] = kinds.get(stamp, 0) + 1
                    continue
            unlike.append(path)
        return unlike, kinds

    def plain(self, path, content, window, stamps):
        if path in self.bundle.whims:
            name, pattern = self.bundle.whims[path]
            stamps.add(name)
            content = pattern.sub(b"<" + name.encode() + b">", content)
        return without_build_time(content, window, stamps)

    def rendered(self, side):
        """What ikiwiki says that it does, line by line; other generators do not say."""
        lines = self.sides[side].log().splitlines()
        return [line for line in lines if re.match(r"(scanning|building|rendering|removing|rebuilding) ", line)]

    def commits(self, count):
        """The last so many commits, and the one before them, oldest first."""
        found = self.git(self.source, "log", "--first-parent", "--format=%H", "-n", str(count + 1)).split()[::-1]
        if not self.bundle.yml:
            return found
        (self.folder / "yml").write_text(self.bundle.yml)
        blob = self.git(self.source, "hash-object", "-w", str(self.folder / "yml")).strip()
        made, parent = [], f"{found[0]}~1"
        for commit in found:
            parent = self.with_yml(commit, blob, parent)
            made.append(parent)
        return made

    def with_yml(self, commit, blob, parent):
        environment = {"GIT_INDEX_FILE": str(self.folder / "index")}
        self.git(self.source, "read-tree", commit, environment=environment)
        self.git(self.source, "update-index", "--add", "--cacheinfo", f"100644,{blob},sitemend.yml", environment=environment)
        tree = self.git(self.source, "write-tree", environment=environment).strip()
        dates = self.git(self.source, "log", "-1", "--format=%an%n%ae%n%aI%n%cI", commit).split("\n")
        who = dict(zip(("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), dates))
        who |= {"GIT_COMMITTER_NAME": dates[0], "GIT_COMMITTER_EMAIL": dates[1]}
        message = self.git(self.source, "log", "-1", "--format=%B", commit)
        return self.git(self.source, "commit-tree", tree, "-p", parent, "-m", message, environment=who).strip()

    @staticmethod
    def git(folder, *arguments, environment=None):
        done = subprocess.run(["git", "-C", folder, *arguments], env=plain_environment() | (environment or {}),
                              capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"git {arguments[0]} failed: {done.stderr}")
        return done.stdout


def give_turn(builders, builder):
    """Nobody but this one reads requests from now on."""
    for other in builders:
        if other is not builder:
            other.ask(REQUESTS, {"state": "STOPPED"})
    builder.ask(REQUESTS, {"state": "STARTED"})


class Side:
    """One of the sites that get the same pushes, and what became of the newest."""

    def __init__(self, replay, name):
        self.replay, self.server, self.name = replay, replay.server, name
        self.site = self.server.add_site(name)
        self.visitor = self.site.visitor()

    def push(self, builder, commit):
        before = builder.cpu()
        self.replay.git(self.replay.source, "push", "-q", "-o", "nowait", self.site.push_url, f"{commit}:refs/heads/main")
        truth = self.await_live(commit)
        self.number = truth["build"]
        build = push_to_live.finished_build(self.site, self.number)
        self.window = push_to_live.instant(build["startedAt"]) - 2, push_to_live.instant(build["finishedAt"]) + 2
        time.sleep(SETTLE)
        after = builder.cpu()
        self.file = self.replay.folder / f"{self.name}.list"
        who, root = self.server.servers.do("list", self.name, self.number, self.file)
        if root != truth["artifact"]:
            raise RuntimeError(f"{self.name} serves {truth['artifact']}, and its build {self.number} made {root}")
        own, children = (after[part] - before[part] for part in (0, 1))
        return {"mode": build["mode"], "why": (build["choice"] or {}).get("reason"), "base": build["base"],
                "builder": builder.name, "builder id": who, "generator": children, "whole": own + children,
                "changed sources": (build["choice"] or {}).get("changedSources"),
                "changed files": build["changed"], "files": build["files"], "root": root}

    def await_live(self, commit):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            truth = self.visitor.get_json("/.well-known/sitemend.json")
            if truth and truth["revision"] == commit:
                return truth
            self.refuse_failures()
            time.sleep(0.2)
        raise RuntimeError(f"{commit} of {self.name} is not live after {PATIENCE} s: {self.site.builds()}")

    def refuse_failures(self):
        for build in self.site.builds()["builds"]:
            if build["state"] == "failed":
                raise RuntimeError(f"A build of {self.name} failed: {build['failure']}\n{self.log(build['number'])[-3000:]}")

    def log(self, number=None):
        address = f"{self.server.url}/api/v1/sites/{self.name}/builds/{number or self.number}/log?follow=false"
        request = urllib.request.Request(address, headers={"Authorization": f"Bearer {self.server.token}"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read().decode(errors="replace")

    def listing(self):
        """What is live: {path: (kind, digest)}. The kind says whether a file is executable."""
        lines = self.file.read_text(encoding="utf-8").splitlines()
        return {path: (kind, digest) for kind, digest, path in (line.split("\t", 2) for line in lines)}

    def contents(self, paths):
        into = self.replay.folder / f"{self.name}.contents"
        wanted = self.replay.folder / f"{self.name}.wanted"
        wanted.write_text("\n".join(paths), encoding="utf-8")
        self.server.servers.do("bring", self.name, self.number, wanted, into)
        return {path: (into / str(number)).read_bytes() for number, path in enumerate(paths)}


# How a time is written, and how it is read. Only those that lie within the build itself are taken out.
STAMPS = {
    "ISO 8601": (re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)"),
                 lambda text: push_to_live.instant(text)),
    "RFC 822": (re.compile(rb"[A-Z][a-z]{2}, \d\d? [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}"),
                lambda text: datetime.datetime.strptime(text, "%a, %d %b %Y %H:%M:%S %z").timestamp()),
    "with a space": (re.compile(rb"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4}"),
                     lambda text: datetime.datetime.strptime(text, "%Y-%m-%d %H:%M:%S %z").timestamp()),
}


def without_build_time(content, window, stamps):
    for name, (pattern, read) in STAMPS.items():
        def replaced(match, name=name, read=read):
            with contextlib.suppress(ValueError):
                if window[0] <= read(match.group().decode()) <= window[1]:
                    stamps.add(name)
                    return b"<time of the build>"
            return match.group()
        content = pattern.sub(replaced, content)
    return content


def report(result):
    every = [(name, site, row) for name, site in result.raw.items() for row in site["pushes"]]
    unlike = sum(len(row["differences"]) for _, _, row in every)
    result.bar(f"paths of live trees that differ from a single builder's, {len(every)} pushes", "0", str(unlike), unlike == 0)
    turned = [row for _, _, row in every if row["turns"]["builder"] != row["single"]["builder"]]
    result.bar("pushes that a second builder built from the first one's cache, and the other way round",
               "every second", f"{len(turned)} of {len(every)}", len(turned) >= len(every) // 2)
    same = [row["same work"] for _, site, row in every if site["generator"] == "ikiwiki"]
    result.bar("pushes after which ikiwiki had rendered page for page the same", "all", f"{sum(same)} of {len(same)}", all(same))
    summary(result)
    pushes(result)
    notes(result)


def summary(result):
    table = result.table("CPU of the generator, seconds, without the site's first build; *turns* and *single* are sums over the same pushes:",
                         "site", "generator", "pushes", "clean build", "a push, median: single", "turns",
                         "of a clean build", "all pushes: single", "turns", "ratio")
    for name, site in result.raw.items():
        rows = site["pushes"][1:]
        single, turns = ([row[side]["generator"] for row in rows] for side in ("single", "turns"))
        clean = median([build["generator"] for build in site["clean"].values()])
        table.row(name, site["generator"], len(rows), f"{clean:.1f}", f"{median(single):.2f}", f"{median(turns):.2f}",
                  f"{median(turns) / clean:.0%}", f"{sum(single):.1f}", f"{sum(turns):.1f}",
                  results.ratio(sum(turns), sum(single)))
        # The second builder's first build also brings the repository and the whole cache, once.
        single, turns = single[1:], turns[1:]
        result.bar(f"CPU of the generator, {name}, turns, from each builder's second build on",
                   f"at most {MOST_WORK} times single's", f"{sum(turns) / sum(single):.2f} times",
                   sum(turns) <= MOST_WORK * sum(single))


def pushes(result):
    table = result.table("Push by push; CPU in seconds. The first of each site is its clean build:", "site", "push", "commit",
                         "mode", "sources changed", "files changed", "generator: single", "turns", "whole: single",
                         "turns", "of clean", "built by", "paths that differ")
    for name, site in result.raw.items():
        clean = median([build["generator"] for build in site["clean"].values()])
        for number, row in enumerate(site["pushes"]):
            single, turns = row["single"], row["turns"]
            mode = turns["mode"] if turns["mode"] == single["mode"] else f"{single['mode']} / {turns['mode']}"
            table.row(name, number, row["commit"][:50].replace("|", "/"), mode.lower(), turns["changed sources"] or "–",
                      sum(turns["changed files"].values()) if turns["changed files"] else "–",
                      f"{single['generator']:.1f}", f"{turns['generator']:.1f}", f"{single['whole']:.1f}",
                      f"{turns['whole']:.1f}", f"{turns['generator'] / clean:.0%}",
                      f"{single['builder'][-1]} / {turns['builder'][-1]}", len(row["differences"]))


def notes(result):
    for name, site in result.raw.items():
        kinds = {}
        for row in site["pushes"]:
            for kind, count in row["normalised"].items():
                kinds[kind] = kinds.get(kind, 0) + count
        said = ", ".join(f"{count} times {kind}" for kind, count in kinds.items()) or "none was needed"
        drift = site["differs from clean at the end"]
        result.notes.append(
            f"{name}: normalised before comparing, times only where they lie between two seconds before the start and two after "
            f"the end of the build that wrote them: {said}. At the end {len(drift)} paths differ from a clean build of the same "
            f"revision, which is the generator's own drift{': ' + ', '.join(drift[:12]) if drift else ''}.")
        for number, row in enumerate(site["pushes"]):
            if row["differences"]:
                result.notes.append(f"{name}, push {number}: these differ: {', '.join(row['differences'][:20])}")
