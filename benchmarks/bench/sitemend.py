"""One Sitemend of its own, all in one process, with everything embedded: what `./sitemend up` starts."""

import http.client
import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

from . import processes

START = 600  # Seconds. The first start compiles.


class Client:
    """Where a Sitemend answers, and what it is asked there: `url`, `sites_url` and `token` are its children's to say."""

    def api(self, path, body=None):
        request = urllib.request.Request(
            f"{self.url}/api/v1/{path}",
            None if body is None else json.dumps(body).encode(),
            {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def add_site(self, name):
        self.api("sites", {"name": name})
        return Site(self, name)


class Sitemend(Client):
    def __init__(self, home, folder, java_options="", environment=None):
        self.home = home
        self.data = folder / "data"
        self.log = folder / "sitemend.out"
        self.java_options = java_options
        self.environment = environment or {}
        self.process = None

    def __enter__(self):
        self.log.parent.mkdir(parents=True, exist_ok=True)
        environment = os.environ | self.environment | {"SITEMEND_JAVA_OPTIONS": self.java_options}
        with self.log.open("wb") as out:
            # In a session of its own, so that what it started can be ended with it, and nothing else.
            self.process = subprocess.Popen(
                [self.home / "sitemend", "up", "--port", "0", "--data", self.data],
                stdout=out, stderr=subprocess.STDOUT, env=environment, start_new_session=True)
        self.await_ready()
        addresses = json.loads((self.data / "sitemend.json").read_text())
        self.url = addresses["url"]
        self.sites_url = addresses["sitesUrl"]
        self.management = addresses["management"]
        self.token = (self.data / "admin-token").read_text().strip()
        return self

    def await_ready(self):
        end = time.monotonic() + START
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            if any(line.startswith("ready") for line in self.log.read_text(errors="replace").splitlines()):
                return
            time.sleep(0.1)
        text = self.log.read_text(errors="replace")[-2000:]
        self.__exit__()
        raise RuntimeError(f"Cannot start Sitemend within {START} s: {text}")

    def __exit__(self, *_):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)  # While it compiles there are more than one.
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()

    @property
    def pid(self):
        return json.loads((self.data / "sitemend.json").read_text())["pid"]

    def live_heap(self):
        """Bytes that are left after a full collection."""
        return processes.live_heap(self.pid)

    def used_heap(self):
        return processes.used_heap(self.pid)

    def metrics(self):
        """The Prometheus page as {line without its value: value}."""
        with urllib.request.urlopen(f"{self.management}/actuator/prometheus", timeout=30) as answer:
            lines = answer.read().decode().splitlines()
        return {line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1]) for line in lines if line and line[0] != "#"}

    def store_requests(self):
        """How many requests of each operation the services made of the store since the start."""
        found = {}
        for name, value in self.metrics().items():
            if name.startswith("sitemend_store_requests_total"):
                operation = name.split('operation="')[1].split('"')[0]
                found[operation] = found.get(operation, 0) + value
        return found


class Site:
    def __init__(self, server, name):
        self.server = server
        self.name = name

    @property
    def push_url(self):
        return self.server.url.replace("://", f"://git:{self.server.token}@") + f"/git/{self.name}.git"

    def build(self, number):
        return self.server.api(f"sites/{self.name}/builds/{number}")

    def builds(self):
        return self.server.api(f"sites/{self.name}/builds?limit=1")

    def visitor(self):
        return Visitor(self)


class Visitor:
    """Asks for pages over one connection that stays open."""

    def __init__(self, site):
        address = urllib.parse.urlsplit(site.server.sites_url)
        self.host = f"{site.name}.{address.hostname}:{address.port}"
        self.port = address.port
        self.connect()

    def connect(self):
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        self.connection.connect()
        self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def get(self, path):
        try:
            return self.ask(path)
        except (http.client.RemoteDisconnected, ConnectionError):
            self.connect()  # It was idle for too long, and the server has let it go.
            return self.ask(path)

    def ask(self, path):
        self.connection.request("GET", path, headers={"Host": self.host})
        answer = self.connection.getresponse()
        body = answer.read()
        return answer.status, body

    def get_json(self, path):
        status, body = self.get(path)
        return json.loads(body) if status == 200 else None
