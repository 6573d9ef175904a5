# A plugin of ikiwiki: tells it the dates of its pages from Git, and which of them to render again, without a clock and
# without the mtimes that a checkout happens to have.
#
#   --set sitemend_repository=PATH   a checkout
#   --set sitemend_folder=FOLDER     ikiwiki's srcdir in it, "." for its root
#   --set sitemend_revision=REVISION what is checked out
#   --set sitemend_base=REVISION     what the index was made from; not set for a clean build
#
# A push is a commit of the first-parent history. A page's modified date is the date of the newest push that touched it,
# its created date that of the oldest push since it was last added.
#
# Clean:   every file gets its modified date as mtime, every page its created date.
# Refresh: unchanged files that are newer than the index says get the mtime that it knows, so that they are not rendered;
#          changed ones their new date, and mtime 1 in the index, so that they are; added ones both dates. Deletions are
#          left to ikiwiki.
#
# A date is set only where it matters: on an overlay each one copies its file. A refresh looks at each file's date and
# reads the commits since the base.
package IkiWiki::Plugin::sitemend;

use strict;
use warnings;
use IkiWiki 3.00;
use Encode qw(decode_utf8 encode_utf8);
use Storable ();

sub import {
    hook(type => "getsetup", id => "sitemend", call => \&getsetup);
    hook(type => "checkconfig", id => "sitemend", call => \&checkconfig);
    # Behind the reading of the index, and before ikiwiki looks for files.
    hook(type => "refresh", id => "sitemend", call => \&refresh, first => 1);
}

sub getsetup () {
    return plugin => { safe => 0, rebuild => undef };
}

sub checkconfig () {
    # ikiwiki goes on with an empty index, and renders all of it into what is there.
    my $index = "$config{wikistatedir}/indexdb";
    error("the index of the base ($index) cannot be read")
        if defined $config{sitemend_base} && ! eval { Storable::file_magic($index) };
}

sub refresh () {
    my ($changed, $added) = defined $config{sitemend_base} ? differing() : ({}, tracked());
    my ($modified, $created) = dates($changed, $added);
    hold_back_unchanged($changed) if defined $config{sitemend_base};
    my $srcdir = bytes($config{srcdir});
    stamp("$srcdir/$_", $modified->{$_}) foreach keys %$modified;
    foreach my $file (sort keys %$created) {
        my $source = decode_utf8($file);
        next if IkiWiki::file_pruned($source);
        my $page = pagename($source);
        my $other = $pagesources{$page};
        # A page that another source makes, or that was there already, keeps its date.
        next if defined $other && ($other eq $source || regular("$srcdir/" . encode_utf8($other)));
        $IkiWiki::pagectime{$page} = $created->{$file};
    }
}

sub hold_back_unchanged {
    my ($changed) = @_;
    my ($srcdir, $statedir) = (bytes($config{srcdir}), bytes($config{wikistatedir}));
    foreach my $page (keys %pagesources) {
        my $file = encode_utf8($pagesources{$page});
        if ($changed->{$file}) {
            $IkiWiki::pagemtime{$page} = 1;
            next;
        }
        my $known = $IkiWiki::pagemtime{$page} or next;
        # What ikiwiki made itself, such as recent changes, lives in a transient underlay.
        foreach my $path ("$srcdir/$file", "$statedir/transient/$file") {
            # ikiwiki renders what is newer than its index says.
            my @stat = lstat($path);
            stamp($path, $known) if @stat && $stat[9] > $known;
        }
    }
}

sub git {
    my @arguments = @_;
    open(my $pipe, '-|', 'git', '-C', $config{sitemend_repository}, @arguments) or error("cannot run git: $!");
    return $pipe;
}

sub finish {
    my ($pipe, $what) = @_;
    close $pipe or error("git $what failed");
}

# The names of files below the srcdir, as bytes relative to it.
sub relative {
    my ($path) = @_;
    my $prefix = $config{sitemend_folder} eq '.' ? '' : bytes($config{sitemend_folder}) . '/';
    return undef if substr($path, 0, length $prefix) ne $prefix;
    return substr($path, length $prefix);
}

sub tracked {
    my %files;
    local $/ = "\0";
    my $pipe = git('ls-tree', '-r', '-z', '--name-only', $config{sitemend_revision});
    while (my $path = <$pipe>) {
        chomp $path;
        my $file = relative($path);
        $files{$file} = 1 if defined $file;
    }
    finish($pipe, 'ls-tree');
    return \%files;
}

sub differing {
    my (%changed, %added);
    local $/ = "\0";
    my $pipe = git('diff-tree', '-r', '-z', '--no-renames', '--name-status', $config{sitemend_base},
        $config{sitemend_revision});
    while (my $status = <$pipe>) {
        chomp $status;
        my $path = <$pipe>;
        chomp $path;
        my $file = relative($path);
        next unless defined $file;
        $added{$file} = 1 if $status eq 'A';
        $changed{$file} = 1 if $status ne 'A' && $status ne 'D';
    }
    finish($pipe, 'diff-tree');
    return (\%changed, \%added);
}

# The modified dates of all of these files, and the created dates of those that were added.
sub dates {
    my ($changed, $added) = @_;
    my (%modified, %created);
    my @open = ({ %$changed }, { %$added });
    my ($revision, $base) = @config{qw(sitemend_revision sitemend_base)};
    # What differs from the base was touched since; but for what a merge hid on a side branch, which is looked for in all.
    walk(@open, \%modified, \%created, $revision, "^$base") if defined $base;
    walk(@open, \%modified, \%created, $revision) if %{ $open[0] } || %{ $open[1] };
    return (\%modified, \%created);
}

# Walks the pushes of a range, newest first, until the dates of all wanted files are known. Those are taken out.
sub walk {
    my ($changed, $added, $modified, $created, @range) = @_;
    local $/ = "\0";
    my $pipe = git('log', '-z', '-m', '--first-parent', '--no-renames', '--name-status', '--no-show-signature',
        '--format=%x01%ct', @range, '--');
    my $time = 0;
    while ((%$changed || %$added) && defined(my $token = <$pipe>)) {
        chomp $token;
        if ($token =~ /^\x01(\d+)$/) {
            $time = $1;
            next;
        }
        $token =~ s/^\n//;
        next if $token eq '';
        my $status = $token;
        my $path = <$pipe>;
        chomp $path;
        my $file = relative($path);
        next unless defined $file && ($changed->{$file} || $added->{$file});
        $modified->{$file} = $time unless exists $modified->{$file};
        delete $changed->{$file};
        next unless $added->{$file};
        $created->{$file} = $time;
        delete $added->{$file} if $status eq 'A';
    }
    if (%$changed || %$added) {
        finish($pipe, 'log');
    }
    else {
        # Enough was read; git ends on the closed pipe.
        close $pipe;
    }
}

# A path of the configuration as the file system has it: what follows it are bytes, too.
sub bytes {
    my ($path) = @_;
    return utf8::is_utf8($path) ? encode_utf8($path) : $path;
}

sub regular {
    my ($path) = @_;
    return lstat($path) && -f _;
}

sub stamp {
    my ($path, $time) = @_;
    my @stat = lstat($path);
    return if ! @stat || ! -f _ || $stat[9] == $time;
    utime($time, $time, $path) or error("cannot set the date of $path: $!");
}

1;
