"""Push to live: from `git push` until the new text is served, beside a hook that does the same in place."""

import contextlib
import datetime
import time

from . import results
from .gitremote import BareRepository
from .pages import HOOK, Pages
from .results import median, ms, ms_spread
from .sitemend import Sitemend

PROGRAMS = ["git", "perl"]
SIZES = [2000, 10000, 50000]
ROUNDS = 15
# A service runs for weeks: the first pushes after a start wait for the JIT compiler.
WARM_UP = 40
LOOK = 0.002  # Seconds between two looks for the new text.
PATIENCE = 300
MOST_AT_2000 = 0.300
MOST_GROWTH = 1.3

HOW = """One page of many is changed, committed, and pushed; the clock runs from the start of `git push` until the new
text is served (ours) or on disk (the peer). The generator is the same small program on both sides: it asks Git what
changed and writes only that. The peer is a bare repository whose `post-receive` hook checks out in place and calls the
generator. Both are pushed to over HTTP with a password. The sites of all sizes live in one Sitemend that has
seen some pushes before; the rounds alternate; *more* is the median of the differences of the pairs."""


def run(context):
    result = results.Result("Push to live: a generator that writes only what changed", HOW)
    runs = measure(context, context.sizes or ([2000, 10000] if context.quick else SIZES))
    table = result.table("Until the new text is there:", "pages", "Sitemend", "spread", "hook in place", "spread",
                         "ratio", "more")
    more = {}
    for size, pairs in runs.items():
        ours = [pair["ours"] for pair in pairs]
        theirs = [pair["theirs"] for pair in pairs]
        more[size] = median([pair["ours"] - pair["theirs"] for pair in pairs])
        table.row(f"{size:,}", ms(median(ours)), ms_spread(ours), ms(median(theirs)), ms_spread(theirs),
                  results.ratio(median(ours), median(theirs)), ms(more[size]))
        result.raw[str(size)] = pairs
    steps_table(result)
    bars(result, more)
    return result


def measure(context, sizes):
    """All sizes side by side in one Sitemend, in turns, so that none finds it warmer than another."""
    rounds = context.rounds(ROUNDS)
    with Sitemend(context.home, context.folder("sitemend")) as server, contextlib.ExitStack() as peers:
        sides = {size: Side(context, size, server, peers) for size in sizes}
        first = sides[sizes[0]]
        for number in range(min(WARM_UP, 4 * rounds)):
            first.pair(number)
        runs = {size: [] for size in sizes}
        for number in range(rounds + 1):
            for size, side in sides.items():
                pair = side.pair(number)
                if number:
                    runs[size].append(pair)
                    context.say(f"{size:,}: {ms(pair['ours'])} beside {ms(pair['theirs'])}")
        return runs


class Side:
    """A site of one size, and its peer."""

    def __init__(self, context, size, server, peers):
        folder = context.folder(str(size))
        pages = Pages(folder / "pages", size)
        pages.create()
        self.ours, self.theirs = pages.clone_to(folder / "ours"), pages.clone_to(folder / "theirs")
        place = folder / "hook"
        for name in ("source", "output", "state"):
            (place / name).mkdir(parents=True)
        self.output = place / "output"
        self.bare = peers.enter_context(BareRepository(place, HOOK.format(
            source=place / "source", output=self.output, state=place / "state", repository=place / "site.git")))
        self.site = server.add_site(f"pages-{size}")
        self.visitor = self.site.visitor()
        begun = time.monotonic()
        finish(self.ours.start_push(self.site.push_url))
        await_text(lambda: served(self.visitor, "index.html"), b"Pages")
        context.say(f"{size:,} pages, first build: {time.monotonic() - begun:.1f} s")
        finish(self.theirs.start_push(self.bare.push_url))

    def pair(self, number):
        return one_pair(number, self.ours, self.site, self.visitor, self.theirs, self.bare, self.output)


def one_pair(number, ours, site, visitor, theirs, bare, output):
    """One push to each, in turns who is first."""
    mark = f"round-{number}-{time.time_ns()}"
    pair = {}

    def push_ours():
        page = ours.change(mark)
        begun = time.time()
        push = ours.start_push(site.push_url)
        await_text(lambda: served(visitor, page), mark.encode())
        seen = time.time()
        finish(push)
        pair["ours"] = seen - begun
        pair["steps"] = steps(site, visitor, begun, seen)

    def push_theirs():
        page = output / theirs.change(mark)
        begun = time.time()
        push = theirs.start_push(bare.push_url)
        await_text(lambda: page.read_bytes() if page.exists() else b"", mark.encode())
        pair["theirs"] = time.time() - begun
        finish(push)
        pair["theirs until git push ended"] = time.time() - begun

    for push in (push_ours, push_theirs) if number % 2 == 0 else (push_theirs, push_ours):
        push()
        time.sleep(0.2)  # What either has to tidy up afterwards is not the other's cost.
    return pair


def served(visitor, page):
    status, body = visitor.get(f"/{page}")
    return body if status == 200 else b""


def await_text(look, text):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if text in look():
            return
        time.sleep(LOOK)
    raise RuntimeError(f"{text.decode()} is not there after {PATIENCE} s")


def finish(push):
    out, _ = push.communicate(timeout=PATIENCE)
    if push.returncode != 0:
        raise RuntimeError(f"git push failed: {out.decode()}")


def steps(site, visitor, begun, seen):
    """Where the time went: from the build's report, and the moments around it. All clocks are this machine's."""
    truth = visitor.get_json("/.well-known/sitemend.json")
    build = finished_build(site, truth["build"])
    started, finished = instant(build["startedAt"]), instant(build["finishedAt"])
    parts = {"push and pick up": started - begun}
    inside = {step["name"]: duration(step["took"]) for step in build["steps"] or []}
    parts["claim"] = finished - started - sum(inside.values())
    parts.update(inside)
    parts["promote"] = instant(truth["promotedAt"]) - finished
    parts["serve"] = seen - instant(truth["promotedAt"])
    return parts


def finished_build(site, number):
    """The new text may be live a moment before the list of builds knows the report."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        build = site.build(number)
        if build["finishedAt"]:
            return build
        time.sleep(0.05)
    raise RuntimeError(f"Build {number} is not listed as finished after {PATIENCE} s")


def instant(text):
    text = text.replace("Z", "+00:00")
    if "." in text:
        # Python 3.9 and 3.10 want exactly six digits.
        head, rest = text.split(".", 1)
        text = f"{head}.{rest[:-6][:6].ljust(6, '0')}{rest[-6:]}"
    return datetime.datetime.fromisoformat(text).timestamp()


def duration(text):
    """ISO 8601 of less than a day, such as PT1M2.5S."""
    total, number = 0.0, ""
    for letter in text.removeprefix("PT"):
        if letter in "HMS":
            total += float(number) * {"H": 3600, "M": 60, "S": 1}[letter]
            number = ""
        else:
            number += letter
    return total


def steps_table(result):
    sizes = list(result.raw)
    table = result.table("Sitemend, step by step (medians; they need not add up to the median of the whole):", "step",
                         *[f"{int(size):,} pages" if size.isdigit() else size for size in sizes])
    names = list(dict.fromkeys(name for runs in result.raw.values() for run in runs for name in run["steps"]))
    for name in names:
        cells = []
        for size in sizes:
            values = [run["steps"][name] for run in result.raw[size] if name in run["steps"]]
            cells.append(ms(median(values)) if values else "–")
        table.row(name, *cells)


def bars(result, more):
    smallest, largest = min(more), max(more)
    result.bar(f"more than the hook, {smallest:,} pages", f"at most {ms(MOST_AT_2000)}", ms(more[smallest]),
               more[smallest] <= MOST_AT_2000)
    if largest > smallest:
        growth = more[largest] / more[smallest]
        result.bar(f"the same at {largest:,} pages", f"at most {MOST_GROWTH} times that", f"{growth:.2f} times",
                   growth <= MOST_GROWTH)
