"""The programs that Sitemend is measured beside, all from Debian's packages."""

import os
import shutil
import subprocess
import sys

# program: the package that has it, and how it tells its version
KNOWN = {
    "git": ("git", ["git", "--version"]),
    "perl": ("perl", ["perl", "-e", "print $^V"]),
    "ikiwiki": ("ikiwiki", ["ikiwiki", "--version"]),
    "hugo": ("hugo", ["hugo", "version"]),
    "jekyll": ("jekyll", ["jekyll", "--version"]),
    "rclone": ("rclone", ["rclone", "version"]),
    "aws": ("awscli", ["/usr/bin/aws", "--version"]),
    "s3cmd": ("s3cmd", ["s3cmd", "--version"]),
    "restic": ("restic", ["restic", "version"]),
    "tar": ("tar", ["tar", "--version"]),
    "zstd": ("zstd", ["zstd", "--version"]),
    "nginx": ("nginx-light", ["/usr/sbin/nginx", "-v"]),
    "wrk": ("wrk", ["wrk", "-v"]),
}
# What ikiwiki's own documentation needs besides, and Jekyll's.
LIBRARIES = ["libyaml-libyaml-perl", "libtext-csv-perl", "libtimedate-perl"]
LIBRARIES += [f"ruby-jekyll-{name}" for name in ("avatar", "feed", "mentions", "redirect-from", "seo-tag", "sitemap")]


def path(program):
    """Debian's own, where some other installation has put one of the same name before it."""
    return shutil.which(program, path="/usr/bin:/usr/sbin:/bin:/sbin") or shutil.which(program)


def missing(programs):
    return [program for program in programs if path(program) is None]


def version(program):
    answer = subprocess.run(KNOWN[program][1], capture_output=True, text=True, check=False)
    text = (answer.stdout or answer.stderr).strip()
    return text.splitlines()[0].strip() if text else "?"


def install():
    """Debian's packages of all peers. Its servers are not started: the benchmarks start their own."""
    packages = sorted({package for package, _ in KNOWN.values()}) + LIBRARIES
    root = [] if os.geteuid() == 0 else ["sudo"]
    print(f"Installing {' '.join(packages)}", file=sys.stderr)
    for command in (
        ["apt-get", "update", "-qq"],
        ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
    ):
        subprocess.run([*root, *command], check=True, stdout=subprocess.DEVNULL)
