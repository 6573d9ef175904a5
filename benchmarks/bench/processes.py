"""What the kernel and the JVM say of a process: CPU, descriptors, heap."""

import os
import re
import subprocess
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def cpu(pid):
    """Seconds of CPU: of the process itself, and of all that it started and that has ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    own, children = sum(map(int, fields[11:13])), sum(map(int, fields[13:15]))
    return own / TICKS, children / TICKS


def descriptors(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


def threads(pid):
    return len(os.listdir(f"/proc/{pid}/task"))


def live_heap(pid):
    """Bytes that are left after a full collection."""
    jcmd(pid, "GC.run")
    return used_heap(pid)


def used_heap(pid):
    # One line for each generation, whichever collector it is; those of the metaspace are not the heap's.
    lines = [line for line in jcmd(pid, "GC.heap_info").splitlines()
             if "etaspace" not in line and "class space" not in line]
    return sum(int(used) * 1024 for used in re.findall(r" used (\d+)K", "\n".join(lines)))


def jcmd(pid, command):
    java = os.readlink(f"/proc/{pid}/exe")
    program = os.path.join(os.path.dirname(java), "jcmd")
    return subprocess.run([program, str(pid), command], check=True, capture_output=True, text=True).stdout
