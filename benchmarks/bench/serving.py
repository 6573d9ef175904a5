"""Serving: requests per second of the publisher beside nginx with the same files, on the same machine, in turns."""

import os
import socket
import subprocess
import threading
import time
import urllib.request

from . import peers, results
from .results import median
from .sitemend import Sitemend

PROGRAMS = ["git", "perl", "nginx", "wrk"]
PAGES = 2000
BIG = 100 * 1024 * 1024
ROUNDS = 5
SECONDS = 5
WARM_UP_SECONDS = 20
CONNECTIONS = 32
AT_LEAST = 0.5
MOST_GROWTH = 32 * 1024 * 1024

HOW = f"""The same {PAGES:,} pages of 4 kB and a file of 100 MB, on one machine: client (wrk, two threads, {CONNECTIONS} connections
that are kept alive, {SECONDS} s a run) and server share its cores. nginx is Debian's, with as many workers as there are cores,
`sendfile`, `tcp_nopush` and no access log. Sitemend is all of it in one process, the broker and the embedded store too.
The runs alternate; ratios are of pairs, their median counts. *Processor* is what the server alone took for a request, user and system: it says more
than requests per second when the client takes half of the machine."""

# Both sides get their files from this, so that they are the same.
GENERATOR = r"""#!/usr/bin/perl
# make.pl OUTPUT: pages of about 4 kB that do not compress to nothing, and one big file.
use strict;
use warnings;
my $output = shift;
my $state = 42;
sub next_number { $state = ($state * 1103515245 + 12345) % 2147483648; return $state >> 8 }
my @words = map { join '', map { chr(97 + next_number() % 26) } 1 .. 3 + next_number() % 8 } 1 .. 2000;
mkdir "$output/pages";
for my $page (0 .. PAGES - 1) {
    open my $out, '>', "$output/pages/$page.html" or die $!;
    print $out "<!doctype html><title>$page</title><main>", join(' ', map { $words[next_number() % @words] } 1 .. 540), "</main>\n";
    close $out or die $!;
}
open my $out, '>', "$output/index.html" or die $!;
print $out "<!doctype html><title>Home</title>\n";
close $out;
my $block = join '', map { chr(next_number() % 256) } 1 .. 1024 * 1024;
open $out, '>', "$output/film.webm" or die $!;
for (1 .. BIG / (1024 * 1024)) { print $out $block or die $! }
close $out or die $!;
""".replace("PAGES", str(PAGES)).replace("BIG", str(BIG))

SITEMEND_YML = """generator: command
build:
  rebuild: perl make.pl "$SITEMEND_OUTPUT"
"""

NGINX = """worker_processes auto;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000;
    server {{
        listen 127.0.0.1:{port};
        root {root};
    }}
}}
"""

# Every page in turn, so that neither side can live on one of them.
LUA = """local next = 0
function request()
    next = (next + 7919) % {pages}
    return wrk.format("GET", "/pages/" .. next .. ".html", {{ {headers} }})
end
"""


def run(context):
    result = results.Result("Serving beside nginx", HOW)
    folder = context.folder("serving")
    source, files = folder / "source", folder / "files"
    plant(source)
    files.mkdir()
    subprocess.run(["perl", source / "make.pl", files], check=True)
    with Nginx(folder, files) as nginx, Sitemend(context.home, folder / "sitemend") as server:
        site = server.add_site("files")
        push(source, site.push_url)
        await_page(site)
        measure(context, result, folder, nginx, Ours(server, site))
    return result


def measure(context, result, folder, nginx, ours):
    plain = script(folder, "plain", "")
    compressed = script(folder, "compressed", '["Accept-Encoding"] = "gzip, deflate, br, zstd"')
    kinds = [
        ("a page of 4 kB", CONNECTIONS, lambda _: ["-s", plain]),
        ("the same, whoever asks takes zstd", CONNECTIONS, lambda _: ["-s", compressed]),
        ("304 for a page", CONNECTIONS, lambda server: ["-H", f"If-None-Match: {server.tag}"]),
        ("a file of 100 MB", 4, lambda server: [server.url + "/film.webm"]),
    ]
    context.say("warming up")
    wrk(ours, WARM_UP_SECONDS, CONNECTIONS, ["-s", plain])
    wrk(ours, WARM_UP_SECONDS // 2, CONNECTIONS, ["-s", compressed])
    before = ours.heap()
    heap = HeapWatch(ours)
    table = result.table("Requests per second, medians:", "what", "Sitemend", "nginx", "ratio", "spread of the ratio",
                         "processor, Sitemend", "processor, nginx")
    for name, connections, options in kinds:
        runs = []
        for number in range(context.rounds(ROUNDS)):
            pair = {}
            for side in (ours, nginx) if number % 2 == 0 else (nginx, ours):
                pair[side.name] = wrk(side, SECONDS, connections, options(side))
            runs.append(pair)
            context.say(f"{name}: {pair['ours']['rate']:,.0f} beside {pair['nginx']['rate']:,.0f}")
        ratios = [pair["ours"]["rate"] / pair["nginx"]["rate"] for pair in runs]
        table.row(name, rate(runs, "ours"), rate(runs, "nginx"), f"{median(ratios):.2f}",
                  f"{min(ratios):.2f} – {max(ratios):.2f}", processor(runs, "ours"), processor(runs, "nginx"))
        result.bar(f"{name}, beside nginx", f"at least {AT_LEAST:.2f} of its requests per second",
                   f"{median(ratios):.2f}", median(ratios) >= AT_LEAST)
        result.raw[name] = runs
    most = heap.stop()
    after = ours.heap()
    result.raw["heap after a collection"] = {"before": before, "after": after}
    result.bar("heap after a collection, before and after all runs", "flat",
               f"{before / 1e6:.0f} MB, {after / 1e6:.0f} MB; at most {most / 1e6:.0f} MB in between",
               after - before <= MOST_GROWTH)


class Nginx:
    name = "nginx"

    def __init__(self, folder, root):
        self.folder = folder / "nginx"
        self.root = root
        self.process = None

    def __enter__(self):
        self.folder.mkdir()
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        config = self.folder / "nginx.conf"
        config.write_text(NGINX.format(folder=self.folder, port=port, root=self.root))
        # Its workers are another user's, who must get at the files.
        for parent in [self.root, *self.root.parents]:
            if parent.stat().st_uid == os.getuid() and not parent.stat().st_mode & 0o001:
                parent.chmod(parent.stat().st_mode | 0o001)
        self.process = subprocess.Popen([peers.path("nginx"), "-c", config, "-g", "daemon off;"])
        await_answer(self.url + "/index.html")
        with urllib.request.urlopen(self.url + "/pages/1.html") as answer:
            self.tag = answer.headers["ETag"]
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(20)

    @property
    def headers(self):
        return []

    def processor_seconds(self):
        return sum(seconds_of(pid) for pid in children_of(self.process.pid))


class Ours:
    name = "ours"

    def __init__(self, server, site):
        self.server = server
        visitor = site.visitor()
        self.host = visitor.host
        self.url = "http://127.0.0.1:" + self.host.rsplit(":", 1)[1]
        request = urllib.request.Request(self.url + "/pages/1.html", headers={"Host": self.host})
        with urllib.request.urlopen(request) as answer:
            self.tag = answer.headers["ETag"]

    @property
    def headers(self):
        return ["-H", f"Host: {self.host}"]

    def processor_seconds(self):
        return seconds_of(self.server.pid)

    def heap(self):
        """What lives after a full collection."""
        return self.server.live_heap()

    def used_heap(self):
        return self.server.used_heap()


class HeapWatch:
    """Looks at the heap now and then; looking starts a program, which takes its time from both sides."""

    def __init__(self, ours):
        self.ours = ours
        self.most = 0
        self.done = threading.Event()
        self.thread = threading.Thread(target=self.watch, daemon=True)
        self.thread.start()

    def watch(self):
        while not self.done.wait(15):
            self.most = max(self.most, self.ours.used_heap())

    def stop(self):
        self.done.set()
        self.thread.join()
        return self.most


def wrk(side, seconds, connections, options):
    """One run: requests per second, and the server's processor seconds per request."""
    target = [option for option in options if str(option).startswith("http")] or [side.url + "/pages/1.html"]
    rest = [option for option in options if option not in target]
    before = side.processor_seconds()
    answer = subprocess.run(
        [peers.path("wrk"), "-t2", f"-c{connections}", f"-d{seconds}s", *side.headers, *rest, *target],
        capture_output=True, text=True, check=True).stdout
    took = side.processor_seconds() - before
    if "Non-2xx" in answer or "Socket errors" in answer:
        raise RuntimeError(f"{side.name} failed: {answer}")
    rate = requests = 0.0
    for line in answer.splitlines():
        if line.startswith("Requests/sec:"):
            rate = float(line.split()[1])
        elif " requests in " in line:
            requests = float(line.split()[0])
    return {"rate": rate, "processor": took / requests}


def rate(runs, name):
    value = median([pair[name]["rate"] for pair in runs])
    return f"{value:,.0f}" if value >= 100 else f"{value:,.1f}"


def processor(runs, name):
    value = median([pair[name]["processor"] for pair in runs])
    return f"{value * 1e6:,.1f} µs" if value < 0.001 else f"{value * 1000:,.1f} ms"


def script(folder, name, headers):
    path = folder / f"{name}.lua"
    path.write_text(LUA.format(pages=PAGES, headers=headers))
    return path


def plant(source):
    source.mkdir()
    (source / "make.pl").write_text(GENERATOR)
    (source / "sitemend.yml").write_text(SITEMEND_YML)
    for command in (["init", "-q", "-b", "main"], ["add", "."],
                    ["-c", "user.name=Writer", "-c", "user.email=writer@example.org", "commit", "-q", "-m", "Plant"]):
        subprocess.run(["git", "-C", source, *command], check=True)


def push(source, url):
    subprocess.run(["git", "-C", source, "push", "-q", url, "HEAD:main"], check=True)


def await_page(site):
    end = time.monotonic() + 300
    visitor = site.visitor()
    while time.monotonic() < end:
        if visitor.get("/pages/1.html")[0] == 200:
            return
        time.sleep(0.2)
    raise RuntimeError("The site is not served after 300 s")


def await_answer(url):
    end = time.monotonic() + 20
    while True:
        try:
            urllib.request.urlopen(url).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def children_of(pid):
    with open(f"/proc/{pid}/task/{pid}/children") as children:
        return [int(child) for child in children.read().split()]


def seconds_of(pid):
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
