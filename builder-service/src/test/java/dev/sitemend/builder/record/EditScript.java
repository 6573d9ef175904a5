package dev.sitemend.builder.record;

import dev.sitemend.store.tree.TreePath;
import dev.sitemend.storetestkit.DiskEdit;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** Edits of a directory as a Perl program, so that they can be done where only a command sees the directory. */
final class EditScript {
    private static final String BEGIN = """
            use strict; use warnings; use File::Path qw(remove_tree);
            sub n { $ENV{FOLDER} . "/" . pack("H*", $_[0]) }
            sub w { my ($f, $c) = @_; open(my $o, ">", $f) or die "$f: $!"; print $o $c; close($o) or die $! }
            sub d { -d $_[0] && !-l $_[0] ? remove_tree($_[0]) : (unlink($_[0]) or die "$_[0]: $!") }
            """;

    private EditScript() {}

    static String of(List<DiskEdit> edits) {
        StringBuilder script = new StringBuilder(BEGIN);
        for (DiskEdit edit : edits) {
            script.append(
                            switch (edit) {
                                case DiskEdit.Write(TreePath path, String content) ->
                                    "w(" + name(path) + ", \"" + content + "\");";
                                case DiskEdit.MakeDirectory(TreePath path) -> "mkdir(" + name(path) + ") or die $!;";
                                case DiskEdit.Link(TreePath path, String target) ->
                                    "symlink(\"" + target + "\", " + name(path) + ") or die $!;";
                                case DiskEdit.Delete(TreePath path) -> "d(" + name(path) + ");";
                                case DiskEdit.Rename(TreePath from, TreePath to) ->
                                    "system(\"mv\", \"-T\", \"--\", " + name(from) + ", " + name(to) + ") == 0 or die;";
                                case DiskEdit.Mode(TreePath path, String mode) ->
                                    "chmod(" + octal(mode) + ", " + name(path) + ") or die $!;";
                            })
                    .append('\n');
        }
        return script.toString();
    }

    private static String name(TreePath path) {
        return "n(\"" + HexFormat.of().formatHex(path.bytes()) + "\")";
    }

    private static String octal(String mode) {
        int bits = 0;
        for (byte c : mode.getBytes(StandardCharsets.US_ASCII)) {
            bits = bits << 1 | (c == '-' ? 0 : 1);
        }
        return "0" + Integer.toOctalString(bits);
    }
}
