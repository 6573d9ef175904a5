package IkiWiki::Plugin::tally;
# Counts each page's words, and remembers the counts from refresh to refresh.
# It has a bug, as plugins do: it can not live with a page that is gone.
use warnings;
use strict;
use IkiWiki 3.00;

sub import {
  hook(type => "getsetup", id => "tally", call => \&getsetup);
  hook(type => "needsbuild", id => "tally", call => \&needsbuild);
  hook(type => "scan", id => "tally", call => \&scan);
  hook(type => "pagetemplate", id => "tally", call => \&pagetemplate);
}

sub getsetup () {
  return plugin => { safe => 1, rebuild => 0 };
}

sub needsbuild ($) {
  my $pages = shift;
  foreach my $page (keys %pagestate) {
    next unless exists $pagestate{$page}{tally};
    my $source = $pagesources{$page};
    error("tally: page $page is in my notes, but it is gone")
      unless defined $source && defined srcfile($source, 1);
  }
  return $pages;
}

sub scan (@) {
  my %params = @_;
  my @words = split ' ', $params{content};
  $pagestate{$params{page}}{tally}{words} = scalar @words;
}

sub pagetemplate (@) {
  my %params = @_;
  $params{template}->param(words => $pagestate{$params{page}}{tally}{words});
}

1
