"""What a result was measured on."""

import datetime
import os
import platform
import re
import subprocess
from pathlib import Path

from . import peers


def describe(home, work, programs):
    return {
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "sitemend": output("git", "-C", str(home), "rev-parse", "--short=12", "HEAD") or "?",
        "cores": os.cpu_count(),
        "processor": processor(),
        "memory": f"{memory_kib() / 2**20:.0f} GiB",
        "kernel": platform.release(),
        "disk": disk(work),
        "system": pretty_name(),
        "versions": {program: peers.version(program) for program in programs},
    }


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def processor():
    found = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(), re.M)
    return found.group(1) if found else platform.machine()


def memory_kib():
    return int(re.search(r"^MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text(), re.M).group(1))


def pretty_name():
    found = re.search(r'^PRETTY_NAME="(.+)"$', Path("/etc/os-release").read_text(), re.M)
    return found.group(1) if found else platform.system()


def disk(folder):
    """The file system below a folder, and what kind of disk it lies on."""
    lines = output("findmnt", "-no", "FSTYPE,SOURCE", "-T", str(folder)).split()
    if len(lines) < 2:
        return "?"
    kind, source = lines[0], Path(lines[1].split("[")[0])
    flag = Path("/sys/class/block") / source.name / "queue" / "rotational"
    if not flag.exists():
        flag = Path("/sys/class/block") / re.sub(r"p?\d+$", "", source.name) / "queue" / "rotational"
    spins = {"0": "no spinning disk", "1": "spinning disk"}.get(flag.read_text().strip() if flag.exists() else "", "")
    virtual = "virtual " if source.name.startswith("vd") else ""
    return ", ".join(part for part in (kind, f"{virtual}{source.name}", spins) if part)
