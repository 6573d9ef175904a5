"""Writes: how often a one-page push writes to the store, counted by the store's own meter."""

import time

from . import push_to_live, results
from .pages import Pages
from .results import median
from .sitemend import Sitemend

PROGRAMS = ["git", "perl"]
PAGES = 2000
ROUNDS = 15
MOST = 6
WRITING = ("put", "create", "delete")

HOW = f"""One page of {PAGES:,} is pushed; what the three services ask of the store is counted from before the push until it is served
and quiet again. A write is a PUT, conditional or not, or a DELETE."""


def run(context):
    result = results.Result("Store requests of a one-page push", HOW)
    pages = Pages(context.folder("writes") / "pages", PAGES)
    pages.create()
    with Sitemend(context.home, context.work / "sitemend") as server:
        site = server.add_site("pages")
        visitor = site.visitor()
        push_to_live.finish(pages.start_push(site.push_url))
        push_to_live.await_text(lambda: push_to_live.served(visitor, "index.html"), b"Pages")
        runs = [one_push(server, site, visitor, pages, number) for number in range(context.rounds(ROUNDS) + 3)][3:]
    table = result.table("Requests:", "operation", "median", "least", "most")
    for operation in sorted({operation for run in runs for operation in run}):
        counts = [run.get(operation, 0) for run in runs]
        table.row(operation, f"{median(counts):.0f}", f"{min(counts):.0f}", f"{max(counts):.0f}")
    writes = [sum(run.get(operation, 0) for operation in WRITING) for run in runs]
    result.bar("writes", f"at most {MOST}", f"{median(writes):.0f} (most: {max(writes):.0f})", max(writes) <= MOST)
    result.raw = {"runs": runs}
    return result


def one_push(server, site, visitor, pages, number):
    mark = f"round-{number}-{time.time_ns()}"
    before = server.store_requests()
    page = pages.change(mark)
    push = pages.start_push(site.push_url)
    push_to_live.await_text(lambda: push_to_live.served(visitor, page), mark.encode())
    push_to_live.finish(push)
    time.sleep(0.5)
    after = server.store_requests()
    return {name: after[name] - before.get(name, 0) for name in after if after[name] > before.get(name, 0)}
