"""A Sitemend under Docker Compose, under a project name, ports and secrets of its own."""
import json
import os
import pathlib
import secrets
import subprocess
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
LONGEST_START = 300


def run(*command, check=True, **options):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if check and done.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done


class Installation:
    def __init__(self, folder, files=(), settings=None):
        port = int(os.environ.get("TRIAL_PORT", "18080"))
        self.name = f"sitemend-trial-{port}"
        self.folder = pathlib.Path(folder)
        self.files = ["docker-compose.yml", *files]
        self.api_port, self.sites_ports = port, [port + 1, port + 2]
        self.url = f"http://localhost:{port}"
        self.environment = {
            **os.environ,
            "COMPOSE_PROJECT_NAME": self.name,
            "SITEMEND_SECRET": secrets.token_hex(32),
            "SITEMEND_STORE_ACCESS_KEY": "sitemend",
            "SITEMEND_STORE_SECRET_KEY": secrets.token_hex(24),
            "SITEMEND_PORT": str(port),
            "SITEMEND_SITES_PORT": str(port + 1),
            "SITEMEND_TWIN_PORT": str(port + 2),
            "SITEMEND_PUBLIC_URL": self.url,
            "SITEMEND_SITES_URL": f"http://localhost:{port + 1}",
            "LC_ALL": "C.UTF-8",
            **(settings or {}),
        }
        self.token = None
        self.people = []

    def compose(self, *arguments, check=True):
        files = [word for file in self.files for word in ("-f", file)]
        return run("docker", "compose", *files, *arguments, check=check, cwd=ROOT, env=self.environment)

    def up(self, *arguments):
        """Starts it and waits until all of it is healthy; the seconds that took."""
        start = time.monotonic()
        self.compose("up", "--wait", "--wait-timeout", str(LONGEST_START), *arguments)
        self.token = self.compose("exec", "-T", "trigger-service", "cat", "/data/admin-token").stdout.strip()
        return time.monotonic() - start

    def down(self, *arguments):
        start = time.monotonic()
        self.compose("down", *arguments, check=False)
        return time.monotonic() - start

    def containers(self, service=None):
        """Names of the containers that run, or have run, for a service."""
        rows = self.compose("ps", "-a", "--format", "json", *([service] if service else [])).stdout.splitlines()
        return sorted(json.loads(row)["Name"] for row in rows if row.strip())

    def short(self, container):
        return container.removeprefix(self.name + "-")

    def api(self, path, body=None, method=None, headers=None, timeout=15):
        """Status and answer; status 0 when nobody answers."""
        request = urllib.request.Request(
            self.url + path,
            data=None if body is None else json.dumps(body).encode(),
            method=method,
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json", **(headers or {})},
        )
        try:
            with urllib.request.urlopen(request, timeout=timeout) as answer:
                text = answer.read().decode()
                return answer.status, json.loads(text) if text else {}
        except urllib.error.HTTPError as e:
            return e.code, e.read().decode()
        except OSError as e:
            return 0, str(e)

    def visit(self, site, path, port=None, timeout=5):
        """Status and content of a page as one of the publishers serves it."""
        port = port or self.sites_ports[0]
        request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Host": f"{site}.localhost:{port}"})
        try:
            with urllib.request.urlopen(request, timeout=timeout) as answer:
                return answer.status, answer.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as e:
            return e.code, ""
        except OSError as e:
            return 0, str(e)

    def truth(self, site, port=None):
        status, text = self.visit(site, "/.well-known/sitemend.json", port)
        return json.loads(text) if status == 200 else {}


def until(what, holds, seconds, every=0.2):
    """Waits until that holds; the seconds that took."""
    start = time.monotonic()
    while not holds():
        if time.monotonic() - start > seconds:
            raise AssertionError(f"After {seconds} s still not: {what}")
        time.sleep(every)
    return time.monotonic() - start
