#!/usr/bin/perl
# Tells ikiwiki the dates of its pages from Git, and which of them to render again, without a clock and without the
# mtimes that a checkout happens to leave.
#
#   ikiwiki-dates.pl clean   REPOSITORY FOLDER REVISION
#   ikiwiki-dates.pl refresh REPOSITORY FOLDER REVISION BASE
#
# REPOSITORY is a checkout of REVISION; FOLDER ("." for its root) is ikiwiki's srcdir in it. A push is a commit of the
# first-parent history. A page's modified date is the date of the newest push that touched it, its created date that of
# the oldest push since it was last added.
#
# clean:   every file gets its modified date as mtime, and a new index has a stub with the created date per file.
# refresh: the index is that of BASE. Unchanged files get the mtime that the index knows, so that they are not rendered;
#          changed ones their new date, and mtime 1 in the index, so that they are; added ones a stub. Deletions are left
#          to ikiwiki.
use strict;
use warnings;
use Encode qw(decode_utf8 encode_utf8);
use Storable ();

my ($mode, $repository, $folder, $revision, $base) = @ARGV;
die "usage: $0 clean|refresh REPOSITORY FOLDER REVISION [BASE]\n"
    unless defined $revision && ($mode eq 'clean' || ($mode eq 'refresh' && defined $base));

my $prefix = $folder eq '.' ? '' : "$folder/";
my $srcdir = $folder eq '.' ? $repository : "$repository/$folder";
my $statedir = "$srcdir/.ikiwiki";

sub git {
    my @arguments = @_;
    open(my $pipe, '-|', 'git', '-C', $repository, @arguments) or die "cannot run git: $!\n";
    return $pipe;
}

sub finish {
    my ($pipe, $what) = @_;
    close $pipe or die "git $what failed\n";
}

# The names of files below the srcdir, as bytes relative to it.
sub relative {
    my ($path) = @_;
    return undef if substr($path, 0, length $prefix) ne $prefix;
    return substr($path, length $prefix);
}

sub tracked {
    my %files;
    local $/ = "\0";
    my $pipe = git('ls-tree', '-r', '-z', '--name-only', $revision);
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
    my $pipe = git('diff-tree', '-r', '-z', '--no-renames', '--name-status', $base, $revision);
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

# Walks the pushes, newest first, until both dates of all wanted files are known.
sub dates {
    my ($wanted) = @_;
    my (%modified, %created);
    my %open = %$wanted;
    local $/ = "\0";
    my $pipe = git('log', '-z', '-m', '--first-parent', '--no-renames', '--name-status', '--no-show-signature',
        '--format=%x01%ct', $revision, '--');
    my $time = 0;
    while (%open && defined(my $token = <$pipe>)) {
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
        next unless defined $file && $open{$file};
        $modified{$file} = $time unless exists $modified{$file};
        $created{$file} = $time;
        delete $open{$file} if $status eq 'A';
    }
    if (%open) {
        finish($pipe, 'log');
    }
    else {
        # Enough was read; git ends on the closed pipe.
        close $pipe;
    }
    return (\%modified, \%created);
}

sub stamp {
    my ($path, $time) = @_;
    utime($time, $time, $path) or die "cannot set the date of $path: $!\n";
}

sub regular {
    my ($path) = @_;
    return lstat($path) && -f _;
}

sub save {
    my ($index) = @_;
    mkdir $statedir;
    $Storable::canonical = 1;
    Storable::nstore($index, "$statedir/indexdb.new") or die "cannot write $statedir/indexdb.new\n";
    rename("$statedir/indexdb.new", "$statedir/indexdb") or die "cannot replace $statedir/indexdb: $!\n";
}

sub clean {
    my $files = tracked();
    my ($modified, $created) = dates($files);
    my %pages;
    foreach my $file (keys %$files) {
        next unless exists $modified->{$file} && regular("$srcdir/$file");
        stamp("$srcdir/$file", $modified->{$file});
        $pages{decode_utf8($file)} = {
            ctime => $created->{$file}, mtime => 0, dest => [], links => [],
        };
    }
    save({ version => '3', page => \%pages, state => {}, lastrev => '', underlayfiles => [] });
}

sub refresh {
    my $index = eval { Storable::retrieve("$statedir/indexdb") };
    if (ref $index ne 'HASH' || ref $index->{page} ne 'HASH') {
        die "the index of the base ($statedir/indexdb) cannot be read\n";
    }
    my $pages = $index->{page};
    my ($changed, $added) = differing();
    my ($modified, $created) = dates({ %$changed, %$added });

    my %makes;
    foreach my $source (keys %$pages) {
        my $page = $pages->{$source};
        $makes{ $page->{page} } = $source if ref $page eq 'HASH' && defined $page->{page};
        my $file = encode_utf8($source);
        if ($changed->{$file}) {
            $page->{mtime} = 1;
            next;
        }
        # What ikiwiki made itself, such as recent changes, lives in a transient underlay.
        foreach my $path ("$srcdir/$file", "$statedir/transient/$file") {
            stamp($path, $page->{mtime}) if $page->{mtime} && regular($path);
        }
    }

    foreach my $file (keys %$changed, keys %$added) {
        next unless exists $modified->{$file} && regular("$srcdir/$file");
        stamp("$srcdir/$file", $modified->{$file});
    }
    foreach my $file (keys %$added) {
        next unless exists $created->{$file} && regular("$srcdir/$file");
        my $source = decode_utf8($file);
        (my $page = $source) =~ s/\.[^.\/]+$//;
        my $other = exists $makes{$page} ? $makes{$page} : $makes{$source};
        if (defined $other) {
            # Another source made this page. A stub would be in its way; if it is gone, its date goes with it.
            $pages->{$other}{ctime} = $created->{$file} unless regular("$srcdir/" . encode_utf8($other));
            next;
        }
        next if exists $pages->{$source};
        $pages->{$source} = { ctime => $created->{$file}, mtime => 0, dest => [], links => [] };
    }
    save($index);
}

if ($mode eq 'clean') { clean() } else { refresh() }
