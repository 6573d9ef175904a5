"""A site of any number of pages, and a generator that writes only what changed: so that what is left is the host's."""

import os
import subprocess

PAGES_IN_A_FOLDER = 100

# Perl, because Git brings it, and it starts in 3 ms.
GENERATOR = r"""#!/usr/bin/perl
# build.pl SOURCE OUTPUT STATE REVISION: one HTML page for each pages/*/*.md. A page says nothing of other pages.
use strict;
use warnings;
my ($source, $output, $state, $revision) = @ARGV;
my $built;
if (open my $in, '<', "$state/revision") { $built = <$in>; chomp $built }
chdir $source or die "$source: $!";
my @command = defined $built
    ? ('git', 'diff-tree', '-r', '-z', '--no-renames', '--name-status', $built, $revision, '--', 'pages')
    : ('git', 'ls-tree', '-r', '-z', '--name-only', $revision, '--', 'pages');
open my $list, '-|', @command or die "git: $!";
my @fields = do { local $/ = "\0"; map { chomp; $_ } <$list> };
close $list or die "git failed: $?";
my @changes = defined $built ? () : map { ['A', $_] } @fields;
while (defined $built and @fields) { push @changes, [splice @fields, 0, 2] }
my %made;
for my $change (@changes) {
    my ($kind, $page) = @$change;
    (my $target = "$output/$page") =~ s/\.md$/.html/;
    if ($kind eq 'D') { unlink $target; next }
    local $/;
    open my $in, '<', $page or die "$page: $!";
    my $text = <$in>;
    (my $folder = $target) =~ s{/[^/]*$}{};
    system('mkdir', '-p', $folder) unless $made{$folder}++ or -d $folder;
    unlink $target;
    open my $out, '>', $target or die "$target: $!";
    print $out "<!doctype html><title>$page</title><main>$text</main>\n";
    close $out or die "$target: $!";
}
unless (-e "$output/index.html") {
    open my $out, '>', "$output/index.html" or die $!;
    print $out "<!doctype html><title>Pages</title>\n";
}
open my $out, '>', "$state/revision" or die $!;
print $out "$revision\n";
"""

# For Sitemend: the same program, called with what the sandbox says.
SITEMEND_YML = """generator: command
build:
  rebuild: perl build.pl "$SITEMEND_SOURCE" "$SITEMEND_OUTPUT" "$SITEMEND_STATE" "$SITEMEND_REVISION"
  refresh: perl build.pl "$SITEMEND_SOURCE" "$SITEMEND_OUTPUT" "$SITEMEND_STATE" "$SITEMEND_REVISION"
"""

# For the peer: what people write today.
HOOK = """#!/bin/sh
set -e
while read -r old new ref; do
    GIT_WORK_TREE={source} git checkout -q -f main
    unset GIT_DIR GIT_QUARANTINE_PATH
    export GIT_DIR={repository}
    perl {source}/build.pl {source} {output} {state} "$new"
done
"""


class Pages:
    """A clone with the site's source, to push from."""

    def __init__(self, folder, count):
        self.folder = folder
        self.count = count
        self.written = 0

    def create(self):
        self.folder.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", "Writer")
        self.git("config", "user.email", "writer@example.org")
        self.git("config", "gc.auto", "0")
        for number in range(self.count):
            page = self.folder / source_of(number)
            if number % PAGES_IN_A_FOLDER == 0:
                page.parent.mkdir(parents=True)
            page.write_text(text_of(number, "first"))
        (self.folder / "build.pl").write_text(GENERATOR)
        (self.folder / "sitemend.yml").write_text(SITEMEND_YML)
        self.commit("Plant")

    def clone_to(self, folder):
        subprocess.run(["git", "clone", "-q", "--shared", self.folder, folder], check=True)
        other = Pages(folder, self.count)
        other.git("config", "user.name", "Writer")
        other.git("config", "user.email", "writer@example.org")
        other.git("config", "gc.auto", "0")
        return other

    def change(self, mark):
        """One page gets a new text. Always another one, spread over the folders. The page's address."""
        self.written += 1
        number = (self.written * 7919) % self.count
        (self.folder / source_of(number)).write_text(text_of(number, mark))
        self.git("commit", "-q", "-a", "-m", f"Change page {number}")
        return f"pages/{number // PAGES_IN_A_FOLDER}/{number}.html"

    def commit(self, message):
        self.git("add", ".")
        self.git("commit", "-q", "-m", message)

    def git(self, *arguments):
        subprocess.run(["git", "-C", self.folder, *arguments], check=True, env=plain_environment())

    def start_push(self, url):
        """Starts a push, and leaves it to the caller to wait for it."""
        return subprocess.Popen(
            ["git", "-C", self.folder, "push", "-q", url, "HEAD:main"], env=plain_environment(),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def plain_environment():
    return os.environ | {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8"}


def source_of(number):
    return f"pages/{number // PAGES_IN_A_FOLDER}/{number}.md"


def text_of(number, mark):
    """About 2 kB, different for each page."""
    lines = [f"Page {number}, sentence {line}: beans climb where they find something to hold on to." for line in range(24)]
    return f"<p>{mark}</p>\n" + "\n".join(lines) + "\n"
