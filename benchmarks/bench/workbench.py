"""The Java side: one process with the store that comes with Sitemend, told what to do line by line."""

import os
import subprocess


class Measured:
    def __init__(self, line):
        seconds, writes, reads, size = line.split("\t")
        self.seconds, self.writes, self.reads, self.bytes = float(seconds), int(writes), int(reads), int(size)


class Workbench:
    def __init__(self, home, folder):
        self.home = home
        self.folder = folder

    def __enter__(self):
        jar = packaged(self.home)
        self.process = subprocess.Popen(
            [java(), "-XX:+UseSerialGC", "-Xmx512m", "--enable-native-access=ALL-UNNAMED", "-jar", jar, self.folder],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.endpoint, self.bucket, self.access_key, self.secret_key = self.line().split("\t")
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def line(self):
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("The workbench ended before its time")
        return line.rstrip("\n")

    def do(self, *words):
        self.process.stdin.write("\t".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        return Measured(self.line())


def packaged(home):
    jar = home / "benchmarks" / "target" / "sitemend-benchmarks.jar"
    build = ["mvn", "-B", "-q", "-f", home / "pom.xml", "-pl", "benchmarks", "-am", "-DskipTests", "package"]
    if subprocess.run(build, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode:
        raise RuntimeError(f"Cannot build {jar.name}: run mvn -pl benchmarks -am package to see why")
    return jar


def java():
    """A JDK 25: JAVA_HOME, or what is installed."""
    homes = [os.environ.get("JAVA_HOME", "")]
    homes += [f"/usr/lib/jvm/{name}" for name in sorted(os.listdir("/usr/lib/jvm"))] if os.path.isdir("/usr/lib/jvm") else []
    for home in homes:
        try:
            with open(f"{home}/release", encoding="utf-8") as release:
                if 'JAVA_VERSION="25' in release.read():
                    return f"{home}/bin/java"
        except OSError:
            continue
    return "java"
