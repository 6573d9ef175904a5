"""The peer: a bare repository with a hook, pushed to over HTTP like ours, so that the client costs the same."""

import base64
import os
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

TOKEN = "secret"


class BareRepository:
    """Serves one folder of bare repositories through `git http-backend`, as a web server would."""

    def __init__(self, folder, hook):
        self.folder = folder
        self.path = folder / "site.git"
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", self.path], check=True)
        subprocess.run(["git", "-C", self.path, "config", "http.receivepack", "true"], check=True)
        script = self.path / "hooks" / "post-receive"
        script.write_text(hook)
        script.chmod(0o755)
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler(folder))
        self.server.daemon_threads = True

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()

    @property
    def push_url(self):
        return f"http://git:{TOKEN}@127.0.0.1:{self.server.server_port}/site.git"


def handler(folder):
    expected = "Basic " + base64.b64encode(f"git:{TOKEN}".encode()).decode()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def log_message(self, *_):
            pass

        def do_GET(self):
            self.answer(b"")

        def do_POST(self):
            if self.headers.get("Transfer-Encoding") == "chunked":
                body = b"".join(iter(self.chunk, b""))
            else:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.answer(body)

        def chunk(self):
            size = int(self.rfile.readline(), 16)
            data = self.rfile.read(size)
            self.rfile.readline()
            return data

        def answer(self, body):
            # Asks for a password first, as ours does: one more round trip for the client on both sides.
            if self.headers.get("Authorization") != expected:
                self.head("401 Unauthorized", [("WWW-Authenticate", 'Basic realm="peer"')], b"")
                return
            address = urlsplit(self.path)
            environment = os.environ | {
                "GIT_PROJECT_ROOT": str(folder), "GIT_HTTP_EXPORT_ALL": "1", "REMOTE_USER": "git",
                "PATH_INFO": address.path, "QUERY_STRING": address.query, "REQUEST_METHOD": self.command,
                "CONTENT_TYPE": self.headers.get("Content-Type", ""), "CONTENT_LENGTH": str(len(body)),
                "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
                "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            }
            out = subprocess.run(["git", "http-backend"], input=body, env=environment, capture_output=True, check=True)
            head, _, content = out.stdout.partition(b"\r\n\r\n")
            fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
            self.head(fields.pop("Status", "200 OK"), list(fields.items()), content)

        def head(self, status, fields, content):
            code, _, reason = status.partition(" ")
            self.send_response_only(int(code), reason)
            for name, value in [*fields, ("Content-Length", str(len(content)))]:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

    return Handler
