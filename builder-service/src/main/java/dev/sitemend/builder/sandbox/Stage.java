package dev.sitemend.builder.sandbox;

import dev.sitemend.builder.workspace.Identity;
import dev.sitemend.builder.workspace.View;
import dev.sitemend.builder.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A mount namespace of the command's own, with the workspace below a folder that everybody can pass. Root shows it
 * there before it becomes somebody else, for it can see what others cannot, such as a workspace below /root. And layers
 * are laid over one another there: mounts end with the last process that sees them, also when the builder is killed.
 */
final class Stage {
    private static final Path ROOT = Path.of("/mnt");

    // $1 the workspace's directory, $2 the objects, $3 more options; then five words for each folder: its name, "bind"
    // or "merge", what is bound or the lower layers, the upper one, scratch space; then -- and the command.
    private static final String BEGIN = """
            set -e
            mount -t tmpfs -o mode=755,size=1m stage /mnt
            mkdir /mnt/layer /mnt/objects /mnt/site
            mount --bind "$1" /mnt/layer
            mount --bind "$2" /mnt/objects
            more=$3
            shift 3
            cd /mnt/layer
            while [ "$1" != -- ]; do
              mkdir "/mnt/site/$1"
              if [ "$2" = bind ]; then
                mount --bind "$3" "/mnt/site/$1"
              else
                rm -rf "$5"
                mkdir -p "$5"
                merge "/mnt/site/$1" "lowerdir=$3,upperdir=$4,workdir=$5$more"
              fi
              shift 5
            done
            shift
            cd /
            """;
    private static final String KERNEL =
            "merge() { mount -t overlay -o \"$2,userxattr\" overlay \"$1\"; }\n" + BEGIN + "exec \"$@\"\n";

    // What serves the file system lives as long as the command; it keeps the mounts, so it must end with it.
    private static final String FUSE = """
            servers=
            merge() {
              fuse-overlayfs -f -o "$2" "$1" >/dev/null 2>&1 &
              servers="$servers $!"
              tries=0
              until mountpoint -q "$1"; do
                tries=$((tries + 1))
                if [ $tries -gt 500 ]; then echo "bwrap: fuse-overlayfs does not mount"; exit 1; fi
                sleep 0.01
              done
            }
            """ + BEGIN + """
            status=0
            "$@" || status=$?
            kill $servers
            exit $status
            """;

    private final Identity identity;

    /**
     * Where things are.
     *
     * @param before what comes before the command that is to see them
     */
    record Setting(List<String> before, Places places) {}

    /** The folders of a workspace, and the objects of its repository. */
    record Places(Path source, Path output, Path state, Path tools, Path scratch, Path objects) {}

    Stage(Identity identity) {
        this.identity = identity;
    }

    Setting of(Workspace workspace, Path objects) {
        View view = workspace.view();
        return switch (view) {
            case View.Folders(Path source, Path output, Path state) ->
                identity.isRoot()
                        ? staged(KERNEL, workspace, objects, workspace.scratch(), binds(source, output, state))
                        : new Setting(
                                List.of(),
                                new Places(source, output, state, workspace.tools(), workspace.scratch(), objects));
            case View.Layers(Path directory, View.Filesystem filesystem, var source, var output, var state) -> {
                List<String> folders = new ArrayList<>();
                folders.addAll(merge("src", source));
                folders.addAll(merge("out", output));
                folders.addAll(merge("state", state));
                String script = filesystem == View.Filesystem.KERNEL ? KERNEL : FUSE;
                yield staged(script, workspace, objects, directory, folders);
            }
        };
    }

    private Setting staged(String script, Workspace workspace, Path objects, Path directory, List<String> folders) {
        List<String> before = new ArrayList<>(List.of("unshare", "--mount"));
        if (!identity.isRoot()) {
            before.addAll(List.of("--user", "--map-root-user"));
        }
        before.addAll(List.of("--", "sh", "-c", script, "stage", "" + directory, "" + objects, ""));
        before.addAll(folders);
        before.addAll(bind("tools", workspace.tools()));
        before.addAll(bind("scratch", workspace.scratch()));
        before.add("--");
        Path site = ROOT.resolve("site");
        return new Setting(
                before,
                new Places(
                        site.resolve("src"),
                        site.resolve("out"),
                        site.resolve("state"),
                        site.resolve("tools"),
                        site.resolve("scratch"),
                        ROOT.resolve("objects")));
    }

    private static List<String> binds(Path source, Path output, Path state) {
        List<String> folders = new ArrayList<>();
        folders.addAll(bind("src", source));
        folders.addAll(bind("out", output));
        folders.addAll(bind("state", state));
        return folders;
    }

    private static List<String> bind(String name, Path folder) {
        return List.of(name, "bind", folder.toString(), "", "");
    }

    private static List<String> merge(String name, View.Stack stack) {
        String lower = stack.lower().stream().map(Path::toString).collect(Collectors.joining(":"));
        return List.of(
                name, "merge", lower, stack.upper().toString(), stack.work().toString());
    }
}
