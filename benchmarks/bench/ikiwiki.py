"""Push to live with ikiwiki: real commits of its own documentation, beside a hook that refreshes in place."""

import subprocess
import time

from . import push_to_live, results
from .gitremote import BareRepository
from .pages import plain_environment
from .results import median, ms, ms_spread
from .sitemend import Sitemend

PROGRAMS = ["git", "perl", "ikiwiki"]
COMMITS = 10
# Pushes before them, of a page of their own: a service runs for weeks, and its code is compiled while it runs. As many as
# push-to-live has.
WARM_UP = 40
PATIENCE = 1200
TIMES = 1.15
PLUS = 0.300
BUNDLE = "ikiwiki-doc.bundle"
# What small.setup leaves out: a commit that touches nothing else has nothing to build.
NOT_SMALL = ("bugs", "forum", "sandbox", "todo", "users", "TourBusStop")
GENERATED_PAGES = 300

HOW = """Ten commits of ikiwiki's documentation wiki, one after the other, as they came: each is pushed to Sitemend and to the peer, in turns.
Ours is measured until the pushed revision is served, the peer until its hook has ended: a bare repository whose `post-receive`
pulls into the source folder and runs `ikiwiki --refresh` in place, as ikiwiki's own set-up does. *small* leaves bugs, forum, todo
and users out. Both are pushed to over HTTP. Where the bundle of the wiki is not there, a generated one takes its place."""

HOOK = """#!/bin/sh
set -e
unset GIT_DIR GIT_QUARANTINE_PATH
cd {source}
git pull -q --ff-only {repository} main
export PERL_HASH_SEED=0 PERL_PERTURB_KEYS=0 TZ=UTC LC_ALL=C.UTF-8
exec ikiwiki --setup {source}/{setup} --nosyslog --set srcdir={source} --set destdir={output} \\
    --set gitorigin_branch= --set-yaml 'wrappers=[]' $(test -e {source}/.ikiwiki/indexdb && echo --refresh || echo --rebuild)
"""

YML = """generator: ikiwiki
generators:
  ikiwiki: {{ setup: {setup} }}
"""

GENERATED_SETUP = """# IkiWiki::Setup::Yaml - YAML formatted setup file
wikiname: Garden
srcdir: /site/src
destdir: /site/out
usedirs: 0
rcs: git
gitorigin_branch: ''
"""


def run(context):
    result = results.Result("Push to live: ikiwiki", HOW)
    table = result.table("Until the push is served, until the hook has ended:", "wiki", "Sitemend", "spread",
                         "hook in place", "spread", "ratio")
    for wiki in wikis(context):
        context.say(wiki.name)
        runs = measure(context, wiki)
        ours, theirs = [run["ours"] for run in runs], [run["theirs"] for run in runs]
        table.row(wiki.name, ms(median(ours)), ms_spread(ours), ms(median(theirs)), ms_spread(theirs),
                  results.ratio(median(ours), median(theirs)))
        most = TIMES * median(theirs) + PLUS
        result.bar(f"{wiki.name}, median", f"at most {TIMES} times and {ms(PLUS)}: {ms(most)}", ms(median(ours)),
                   median(ours) <= most)
        result.raw[wiki.name] = runs
    push_to_live.steps_table(result)
    return result


def wikis(context):
    for folder in (context.home, *context.home.parents):
        bundle = folder / "shared" / "sites" / BUNDLE
        if bundle.is_file():
            small = Wiki("docwiki, small", context.folder("small"), "small.setup", NOT_SMALL).cloned(bundle)
            if context.quick:
                return [small]
            return [small, Wiki("docwiki, whole", context.folder("whole"), "ikiwiki.setup", ()).cloned(bundle)]
    context.say(f"SKIPPED: {BUNDLE} is not there; a generated wiki takes its place")
    return [Wiki("generated", context.folder("generated"), "ikiwiki.setup", ()).generated()]


def measure(context, wiki):
    place = wiki.folder / "hook"
    (place / "source").mkdir(parents=True)
    subprocess.run(["git", "init", "-q", "-b", "main", place / "source"], check=True)
    hook = HOOK.format(source=place / "source", output=place / "output", repository=place / "site.git", setup=wiki.setup)
    with Sitemend(context.home, wiki.folder / "sitemend") as server, BareRepository(place, hook) as bare:
        site = server.add_site("wiki")
        visitor = site.visitor()
        begun = time.monotonic()
        # Side by side: it is the longest part, and not what is measured.
        pushes = [wiki.start_push(bare.push_url), wiki.start_push(site.push_url)]
        for push in pushes:
            finish(push)
        await_revision(visitor, wiki.head())
        context.say(f"first builds, side by side: {time.monotonic() - begun:.0f} s")
        for number in range(3 if context.quick else WARM_UP):
            wiki.write("warm-up.mdwn", f"Turn {number}.\n")
            wiki.save(f"Warm up {number}")
            finish(wiki.start_push(bare.push_url))
            push_ours(wiki, site, visitor, {})
        runs = []
        for number, commit in enumerate(wiki.commits[: context.rounds(COMMITS)]):
            wiki.take(commit)
            pair = {}
            for side in ("ours", "theirs") if number % 2 == 0 else ("theirs", "ours"):
                if side == "ours":
                    push_ours(wiki, site, visitor, pair)
                else:
                    begun = time.time()
                    finish(wiki.start_push(bare.push_url))
                    pair["theirs"] = time.time() - begun
                time.sleep(0.3)
            runs.append(pair)
            context.say(f"{ms(pair['ours'])} beside {ms(pair['theirs'])}")
        return runs


def push_ours(wiki, site, visitor, pair):
    begun = time.time()
    push = wiki.start_push(site.push_url)
    await_revision(visitor, wiki.head())
    seen = time.time()
    finish(push)
    pair["ours"] = seen - begun
    pair["steps"] = push_to_live.steps(site, visitor, begun, seen)


def await_revision(visitor, revision):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        truth = visitor.get_json("/.well-known/sitemend.json")
        if truth and truth["revision"] == revision:
            return
        time.sleep(push_to_live.LOOK)
    raise RuntimeError(f"{revision} is not served after {PATIENCE} s")


def finish(push):
    out, _ = push.communicate(timeout=PATIENCE)
    if push.returncode != 0:
        raise RuntimeError(f"git push failed: {out.decode()[-2000:]}")


class Wiki:
    def __init__(self, name, folder, setup, left_out):
        self.name, self.folder, self.setup, self.left_out = name, folder, setup, left_out
        self.source = folder / "wiki"
        self.commits = []

    def cloned(self, bundle):
        subprocess.run(["git", "clone", "-q", bundle, self.source], check=True)
        touching = self.git("log", "--no-merges", "--format=%H", "--", ".", *[f":!{path}" for path in self.left_out],
                            ":!*discussion*").split()
        self.commits = touching[:COMMITS][::-1]
        self.begin(f"{self.commits[0]}~1")
        return self

    def generated(self):
        self.source.mkdir()
        self.git("init", "-q", "-b", "main")
        self.write("ikiwiki.setup", GENERATED_SETUP)
        for page in range(GENERATED_PAGES):
            links = " ".join(f"[[page{(page * 7 + step) % GENERATED_PAGES}]]" for step in range(4))
            self.write(f"page{page}.mdwn", f"About page {page}: {links}\n")
        self.write("index.mdwn", "[[page0]]\n")
        self.save("Plant")
        for number in range(COMMITS):
            self.write(f"page{number * 19 % GENERATED_PAGES}.mdwn", f"Changed {number}: [[page{number}]]\n")
            self.save(f"Change {number}")
            self.commits.append(self.head())
        self.begin(f"HEAD~{len(self.commits)}")
        return self

    def begin(self, revision):
        self.git("config", "user.name", "Writer")
        self.git("config", "user.email", "writer@example.org")
        self.git("checkout", "-q", "-B", "main", revision)
        self.write("sitemend.yml", YML.format(setup=self.setup))
        self.save("Say how it is built")

    def take(self, commit):
        self.git("cherry-pick", "--allow-empty", commit)

    def write(self, name, text):
        (self.source / name).write_text(text)

    def save(self, message):
        self.git("add", "-A", ".")
        self.git("-c", "user.name=Writer", "-c", "user.email=writer@example.org", "commit", "-q", "-m", message)

    def head(self):
        return self.git("rev-parse", "HEAD").strip()

    def start_push(self, url):
        return subprocess.Popen(["git", "-C", self.source, "push", "-q", url, "HEAD:main"], env=plain_environment(),
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def git(self, *arguments):
        done = subprocess.run(["git", "-C", self.source, *arguments], env=plain_environment(), capture_output=True,
                              text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"git {arguments[0]} failed: {done.stderr}")
        return done.stdout
