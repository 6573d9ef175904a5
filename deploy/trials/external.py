"""Somebody else's servers: a Kafka and a store with certificates of a private authority, and a login."""
import os
import secrets

from installation import run

SERVERS = "deploy/trials/external-servers.yml"


def make_certificates(folder):
    """An authority, and one certificate for both servers, as PEM files."""
    def openssl(*arguments):
        run("openssl", *arguments, cwd=folder)

    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Trial authority",
            "-addext", "keyUsage=keyCertSign", "-keyout", "ca.key", "-out", "ca.pem")
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=servers", "-keyout", "server.key", "-out", "server.csr")
    (folder / "names").write_text("subjectAltName=DNS:their-kafka,DNS:their-store\n")
    openssl("x509", "-req", "-in", "server.csr", "-days", "2", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
            "-extfile", "names", "-out", "server.pem")
    (folder / "kafka.pem").write_text((folder / "server.key").read_text() + (folder / "server.pem").read_text())
    folder.chmod(0o755)
    for name in ("ca.pem", "server.pem", "server.key", "kafka.pem"):
        os.chmod(folder / name, 0o644)


def settings(folder):
    return {
        "SITEMEND_CA": f"{folder}/ca.pem",
        "TRIAL_CERTIFICATES": str(folder),
        "SITEMEND_KAFKA_BOOTSTRAP_SERVERS": "their-kafka:9094",
        "KAFKA_USERNAME": "sitemend",
        "KAFKA_PASSWORD": secrets.token_hex(16),
        "SITEMEND_STORE_ENDPOINT": "https://their-store:7070",
        "SITEMEND_STORE_BUCKET": "pages",
    }
