"""People who push to a site, and people who read it, while something is done to what serves them."""
import subprocess
import threading
import time

from installation import run, until

SETTINGS = """generator: command
build: { refresh: sh build.sh, rebuild: sh build.sh, output: public }
"""


class Writer:
    """One site with a generator that takes its time, and one person who pushes a page more each second."""

    def __init__(self, installation, site, build_seconds=1):
        self.installation, self.site = installation, site
        self.copy = installation.folder / site
        self.pushes, self.refusals, self.slowest = [], [], 0.0
        self.going = threading.Event()
        self.thread = None
        installation.people.append(self)
        answer = installation.api("/api/v1/sites", {"site": site})
        if answer[0] != 201:
            raise AssertionError(f"Cannot register {site}: {answer}")
        self.webhook_secret = answer[1]["webhookSecret"]
        (self.copy / "pages").mkdir(parents=True)
        self.git("init", "-q", "-b", "main")
        remote = installation.url.replace("://", f"://git:{installation.token}@") + f"/git/{site}.git"
        self.git("remote", "add", "origin", remote)
        (self.copy / "sitemend.yml").write_text(SETTINGS)
        self.builds_take(build_seconds)

    def builds_take(self, seconds):
        (self.copy / "build.sh").write_text(f"set -e\nsleep {seconds}\nmkdir -p public\ncp pages/* public/\n")

    def git(self, *arguments, check=True, timeout=60):
        identity = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
        return run("git", *identity, *arguments, check=check, cwd=self.copy, timeout=timeout)

    def push(self, *options):
        """A page more, committed and pushed; whether the push was acknowledged, and what was said."""
        number = len(self.pushes) + len(self.refusals) + 1
        (self.copy / "pages" / "index.html").write_text(f"<!doctype html><p>page {number}")
        (self.copy / "pages" / f"{number}.html").write_text(f"<p>{number}")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", f"Page {number}")
        head = self.git("rev-parse", "HEAD").stdout.strip()
        start = time.monotonic()
        try:
            done = self.git("push", "-q", *options, "origin", "main", check=False)
            said, taken = done.stderr, done.returncode == 0
        except subprocess.TimeoutExpired as e:
            said, taken = f"no answer within {e.timeout} s", False
        self.slowest = max(self.slowest, time.monotonic() - start)
        (self.pushes if taken else self.refusals).append((number, head, said.strip()))
        return taken, said

    def start(self, every=1.0):
        self.going.set()

        def go():
            while self.going.is_set():
                self.push("-o", "nowait")
                time.sleep(every)

        self.thread = threading.Thread(target=go)
        self.thread.start()

    def stop(self):
        self.going.clear()
        if self.thread:
            self.thread.join()

    def settle(self, seconds=120):
        """Pushes once more, and waits until every publisher serves that; the seconds from push to live."""
        until("a push is taken", lambda: self.push("-o", "nowait")[0], seconds, 1)
        head = self.pushes[-1][1]
        ports = self.ports()
        return until(
            f"{head[:10]} is live on {ports}",
            lambda: all(self.installation.truth(self.site, port).get("revision") == head for port in ports),
            seconds,
        )

    def ports(self):
        twin = any("two-publishers" in file for file in self.installation.files)
        return self.installation.sites_ports if twin else self.installation.sites_ports[:1]

    def account(self):
        """What must hold in the end. Every page of an acknowledged push is there, and history only went forward."""
        for number, _, _ in self.pushes:
            for port in self.ports():
                status, page = self.installation.visit(self.site, f"/{number}.html", port)
                assert (status, page) == (200, f"<p>{number}"), f"page {number} on {port}: {status} {page}"
        status, answer = self.installation.api(f"/api/v1/sites/{self.site}/channels/main/generations")
        assert status == 200, answer
        entries = [entry for entry in answer["generations"] if entry.get("build")]
        entries.sort(key=lambda entry: entry["generation"])
        builds = [entry["build"] for entry in entries]
        assert builds == sorted(set(builds)), f"published twice or backwards: {builds}"
        order = {head: at for at, head in enumerate(self.git("rev-list", "--reverse", "HEAD").stdout.split())}
        places = [order[entry["revision"]] for entry in entries]
        assert places == sorted(places), f"an older commit was published after a newer one: {places}"
        status, answer = self.installation.api("/api/v1/dead-letters")
        letters = [letter for letter in answer["deadLetters"] if letter["site"] == self.site]
        assert not letters, f"dead letters: {letters}"
        return len(builds)


class Reader:
    """Asks each publisher five times a second what it serves. Served is who is answered by one of them."""

    def __init__(self, installation, writer):
        self.installation, self.writer = installation, writer
        self.going = threading.Event()
        self.asked = self.answered_by_one = self.missed = 0
        self.longest_without, self.without_since = 0.0, None
        self.seen = {port: 0 for port in writer.ports()}
        self.backwards = []
        self.thread = threading.Thread(target=self.go)
        installation.people.append(self)

    def start(self):
        self.going.set()
        self.thread.start()

    def stop(self):
        self.going.clear()
        if self.thread.is_alive():
            self.thread.join()

    def go(self):
        while self.going.is_set():
            generations = {}
            for port in self.seen:
                generation = self.installation.truth(self.writer.site, port).get("generation")
                if generation:
                    generations[port] = generation
                    if generation < self.seen[port]:
                        self.backwards.append((port, self.seen[port], generation))
                    self.seen[port] = generation
            self.asked += 1
            self.answered_by_one += len(generations) == 1
            if generations:
                self.without_since = None
            else:
                self.missed += 1
                self.without_since = self.without_since or time.monotonic()
                self.longest_without = max(self.longest_without, time.monotonic() - self.without_since)
            time.sleep(0.2)
