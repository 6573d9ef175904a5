"""A Sitemend whose services are processes of their own, as in production, over the broker and the store that come with it."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from . import processes
from .sitemend import Client
from .workbench import java, packaged

REAPER = Path(__file__).with_name("reaper.py")
SECRET = "of benchmarks, and of nothing else"  # The same in Outputs.java.
START = 180  # Seconds; on a machine that does other things besides.
GOODBYE = 20
HEAP = {"trigger": "384m", "builder": "256m", "publisher": "256m"}
MAIN = {name: f"dev.sitemend.{name}.{name.capitalize()}Application" for name in HEAP}


class Apart(Client):
    """Broker and store, a trigger, a publisher, and as many builders as are asked for."""

    def __init__(self, home, folder, builders=1, environment=None):
        self.home = home
        self.folder = folder
        self.environment = environment or {}
        self.names = [f"builder-{number}" for number in range(1, builders + 1)]

    def __enter__(self):
        with contextlib.ExitStack() as started:
            self.servers = started.enter_context(Servers(self.home, self.folder / "servers"))
            ports = free_ports(4 + len(self.names))
            self.url, self.sites_url = (f"http://localhost:{port}" for port in ports[:2])
            self.trigger = self.service(started, "trigger", "trigger", ports[0], ports[2])
            # The first one makes the topics and the token.
            self.trigger.start()
            self.publisher = self.service(started, "publisher", "publisher", ports[1], ports[3])
            self.builders = [self.service(started, name, "builder", port, port)
                             for name, port in zip(self.names, ports[4:])]
            for service in (self.publisher, *self.builders):
                service.launch()
            for service in (self.publisher, *self.builders):
                service.await_ready()
            self.token = (self.trigger.folder / "admin-token").read_text().strip()
            self.started = started.pop_all()
        return self

    def __exit__(self, *_):
        for service in self.services:
            # All at once, and below each is waited for; one may be gone already.
            with contextlib.suppress(ProcessLookupError):
                os.kill(service.pid, signal.SIGTERM)
        self.started.close()

    @property
    def services(self):
        return [self.trigger, self.publisher, *self.builders]

    def service(self, started, name, kind, port, management):
        environment = self.servers.environment | {
            "SITEMEND_SECRET": SECRET, "SITEMEND_PUBLIC_URL": self.url, "SITEMEND_SITES_URL": self.sites_url,
            "SITEMEND_DATA": str(self.folder / name), "SERVER_PORT": str(port)}
        if management != port:
            environment["MANAGEMENT_SERVER_PORT"] = str(management)
        return started.enter_context(
            Service(self.home, name, kind, self.folder / name, management, environment | self.environment))


class Service:
    """One service; it can be ended, killed, and started again where it was."""

    def __init__(self, home, name, kind, folder, management, environment):
        self.home, self.name, self.kind, self.folder = home, name, kind, folder
        self.management = f"http://127.0.0.1:{management}"
        self.environment = environment
        self.process = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process and self.process.poll() is None:
            self.stop()

    def start(self):
        self.launch()
        self.await_ready()

    def launch(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        jar = self.home / "standalone" / "target" / "sitemend-standalone.jar"
        command = [java(), "-XX:+UseSerialGC", f"-Xmx{HEAP[self.kind]}", "-XX:+ExitOnOutOfMemoryError",
                   "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                   "-Dfile.encoding=UTF-8", f"-Dstandalone.log.directory={self.folder}/log", "-cp", jar, MAIN[self.kind]]
        pid = self.folder / "pid"
        pid.unlink(missing_ok=True)
        with (self.folder / "out").open("ab") as out:
            self.process = subprocess.Popen([sys.executable, REAPER, pid, *command], stdout=out, stderr=subprocess.STDOUT,
                                            env=os.environ | {"LC_ALL": "C.UTF-8"} | self.environment)
        while not (pid.exists() and pid.read_text()):
            time.sleep(0.01)
        self.pid = int(pid.read_text())

    def await_ready(self):
        end = time.monotonic() + START
        while time.monotonic() < end and self.process.poll() is None:
            with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
                with urllib.request.urlopen(f"{self.management}/actuator/health", timeout=5) as answer:
                    if json.load(answer)["status"] == "UP":
                        return
            time.sleep(0.2)
        text = (self.folder / "out").read_text(errors="replace")[-2000:]
        raise RuntimeError(f"Cannot start {self.name} within {START} s: {text}; its log is in {self.folder}/log")

    def stop(self):
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)
        try:
            self.process.wait(GOODBYE)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)
        self.process.wait()

    def cpu(self):
        """Seconds: of the service itself, and of all that it started and that has ended."""
        own, children = processes.cpu(self.pid)
        return own, children + processes.cpu(self.process.pid)[1]

    def ask(self, path, body=None):
        request = urllib.request.Request(
            f"{self.management}/actuator/{path}", None if body is None else json.dumps(body).encode(),
            {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read().decode()


class Servers:
    """Broker and store; told so, they say what builds made."""

    def __init__(self, home, folder):
        self.home, self.folder = home, folder

    def __enter__(self):
        jar = packaged(self.home)
        subprocess.run([self.home / "sitemend", "help"], check=True, stdout=subprocess.DEVNULL)  # Builds what is not.
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "out").open("wb") as out:
            self.process = subprocess.Popen(
                [java(), "-XX:+UseSerialGC", "-Xmx512m", "--enable-native-access=ALL-UNNAMED", "-cp", jar,
                 "dev.sitemend.benchmarks.Servers", self.folder],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=out, text=True)
        broker, endpoint, bucket, access_key, secret_key = self.line().split("\t")
        self.bootstrap = broker
        self.environment = {
            "SITEMEND_KAFKA_BOOTSTRAP_SERVERS": broker, "SITEMEND_STORE_ENDPOINT": endpoint,
            "SITEMEND_STORE_BUCKET": bucket, "SITEMEND_STORE_ACCESS_KEY": access_key,
            "SITEMEND_STORE_SECRET_KEY": secret_key}
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        try:
            self.process.wait(GOODBYE)
        except subprocess.TimeoutExpired:
            self.process.kill()

    @property
    def objects(self):
        """The folder with all objects: each is a file of its key's name."""
        return self.folder / "store" / self.environment["SITEMEND_STORE_BUCKET"]

    def do(self, *words):
        self.process.stdin.write("\t".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        return self.line().split("\t")

    def line(self):
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"Broker and store ended before their time: see {self.folder}/out")
        return line.rstrip("\n")


def free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [found.getsockname()[1] for found in sockets]
    for found in sockets:
        found.close()
    return ports
