"""Memory: the heap that a builder needs for a site of 50,000 files."""

import subprocess
import threading
import time

from . import push_to_live, results
from .pages import Pages
from .sitemend import Sitemend

PROGRAMS = ["git", "perl"]
SIZE = 50000
PUSHES = 5
MOST = 256

HOW = f"""A site of {{size:,}} pages is built clean and then pushed to {PUSHES} times, one page each, with a heap of at most {MOST} MiB for all of
Sitemend in one process: trigger, builder, publisher, broker and store. The builder's share is no more than that: where it were not
enough, the process would end. *Live* is what a full collection leaves after a push, largest of all."""

MIB = 1024 * 1024


def run(context):
    size = (context.sizes or [2000 if context.quick else SIZE])[-1]
    result = results.Result("Memory of the builder", HOW.format(size=size))
    folder = context.folder("memory")
    pages = Pages(folder / "pages", size)
    pages.create()
    live = []
    with Sitemend(context.home, folder / "sitemend", f"-Xmx{MOST}m") as server:
        site = server.add_site("pages")
        visitor = site.visitor()
        resident = Resident(server.pid)
        with resident:
            begun = time.monotonic()
            push_to_live.finish(pages.start_push(site.push_url))
            push_to_live.await_text(lambda: push_to_live.served(visitor, "index.html"), b"Pages")
            context.say(f"first build: {time.monotonic() - begun:.0f} s")
            for number in range(PUSHES):
                mark = f"push {number} {time.time_ns()}"
                page = pages.change(mark)
                push = pages.start_push(site.push_url)
                push_to_live.await_text(lambda: push_to_live.served(visitor, page), mark.encode())
                push_to_live.finish(push)
                live.append(server.live_heap())
    table = result.table("MiB:", "what", "largest")
    table.row("live after a push", f"{max(live) / MIB:.0f}")
    table.row("resident memory of the process", f"{resident.largest // 1024:,}")
    result.bar(f"heap, {size:,} files", f"at most {MOST} MiB", f"ran in {MOST} MiB, {max(live) / MIB:.0f} live", True)
    result.raw = {"live bytes": live, "resident KiB": resident.largest}
    return result


class Resident:
    """Looks at the process's resident memory from time to time."""

    def __init__(self, pid):
        self.pid, self.largest, self.over = pid, 0, threading.Event()

    def __enter__(self):
        self.thread = threading.Thread(target=self.look, daemon=True)
        self.thread.start()

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()

    def look(self):
        while not self.over.wait(0.2):
            found = subprocess.run(["ps", "-o", "rss=", "-p", str(self.pid)], capture_output=True, text=True, check=False)
            self.largest = max(self.largest, int(found.stdout or 0))
