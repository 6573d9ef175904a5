package dev.sitemend.builder.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a confined command sees: a read-only system without the builder's own files, the workspace at fixed paths, and
 * nothing else to write to. All it can write is on disk and counts against the limit: no tmpfs is left writable.
 */
final class BubblewrapArguments {
    static final SitePaths PATHS =
            new SitePaths("/site/src", "/site/out", "/site/state", "/site/tools", "/site/home", "/tmp");

    // Programs and libraries. /var/lib/gems and the like are where distributions put plugins.
    private static final List<String> SYSTEM = List.of(
            "/usr",
            "/bin",
            "/sbin",
            "/lib",
            "/lib32",
            "/lib64",
            "/libx32",
            "/opt",
            "/nix/store",
            "/gnu/store",
            "/var/lib/gems",
            "/var/lib/ghc");

    // Of /etc only what programs need to start: settings of the host may hold secrets.
    private static final List<String> SETTINGS = List.of(
            "alternatives",
            "ld.so.cache",
            "ld.so.conf",
            "ld.so.conf.d",
            "localtime",
            "timezone",
            "mime.types",
            "magic",
            "perl",
            "ikiwiki",
            "python3",
            "python3.11",
            "python3.12",
            "python3.13",
            "ruby",
            "gemrc",
            "fonts",
            "ImageMagick-6",
            "ImageMagick-7",
            "java-25-openjdk",
            "java-21-openjdk",
            "java-17-openjdk",
            "texmf",
            "papersize",
            "locale.alias",
            "pandoc",
            "npmrc");

    private static final List<String> NETWORK_SETTINGS =
            List.of("resolv.conf", "hosts", "nsswitch.conf", "ssl", "ca-certificates", "pki", "services", "protocols");

    private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games";

    private final Map<String, String> inherited;

    BubblewrapArguments(Map<String, String> inherited) {
        this.inherited = inherited;
    }

    /**
     * The whole command line.
     *
     * @param uid the command's user, which is root's in a namespace of its own when layers were merged there
     * @param places where the workspace's folders are when bubblewrap looks for them
     * @param objects where the checkout says that its objects are
     */
    List<String> of(Command command, long uid, Stage.Places places, Path objects) {
        List<String> arguments = new ArrayList<>(List.of(
                "bwrap",
                "--unshare-all",
                "--unshare-user",
                "--disable-userns",
                "--new-session",
                "--die-with-parent",
                "--clearenv",
                "--uid",
                Long.toString(uid),
                "--gid",
                Long.toString(uid),
                "--hostname",
                "site"));
        if (command.network() == Network.GRANTED) {
            arguments.add("--share-net");
        }
        system(arguments, command.network());
        workspace(arguments, places);
        readOnly(arguments, places.objects().toString(), objects.toString());
        // Made by bubblewrap in memory; nothing may be written there.
        arguments.addAll(List.of("--remount-ro", "/dev", "--remount-ro", "/"));

        environment(command).forEach((name, value) -> arguments.addAll(List.of("--setenv", name, value)));
        arguments.addAll(List.of("--chdir", command.directory(), "--", "/usr/bin/env", "--"));
        arguments.addAll(command.arguments());
        return arguments;
    }

    private static void system(List<String> arguments, Network network) {
        for (String folder : SYSTEM) {
            Path path = Path.of(folder);
            if (Files.isSymbolicLink(path)) {
                arguments.addAll(List.of("--symlink", target(path), folder));
            } else if (Files.isDirectory(path)) {
                readOnly(arguments, folder, folder);
            }
        }
        List<String> settings = new ArrayList<>(SETTINGS);
        if (network == Network.GRANTED) {
            settings.addAll(NETWORK_SETTINGS);
        }
        for (String setting : settings) {
            arguments.addAll(List.of("--ro-bind-try", "/etc/" + setting, "/etc/" + setting));
        }
        arguments.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
    }

    private static void workspace(List<String> arguments, Stage.Places places) {
        String scratch = places.scratch().toString();
        bind(arguments, scratch + "/tmp", "/tmp");
        bind(arguments, scratch + "/tmp", "/var/tmp");
        bind(arguments, scratch + "/shm", "/dev/shm");
        bind(arguments, scratch + "/home", PATHS.home());
        readOnly(arguments, scratch + "/etc/passwd", "/etc/passwd");
        readOnly(arguments, scratch + "/etc/group", "/etc/group");
        bind(arguments, places.source().toString(), PATHS.source());
        bind(arguments, places.output().toString(), PATHS.output());
        bind(arguments, places.state().toString(), PATHS.state());
        readOnly(arguments, places.tools().toString(), PATHS.tools());
    }

    private Map<String, String> environment(Command command) {
        Map<String, String> variables = new TreeMap<>();
        variables.put("PATH", DEFAULT_PATH);
        variables.put("HOME", PATHS.home());
        variables.put("TMPDIR", PATHS.temporary());
        variables.put("TZ", "UTC");
        variables.put("LANG", "C.UTF-8");
        variables.put("LC_ALL", "C.UTF-8");
        if (command.network() == Network.GRANTED) {
            for (String proxy : List.of("http_proxy", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY")) {
                String value = inherited.get(proxy);
                if (value != null) {
                    variables.put(proxy, value);
                }
            }
        }
        variables.putAll(command.environment());
        return variables;
    }

    private static void bind(List<String> arguments, String from, String to) {
        arguments.addAll(List.of("--bind", from, to));
    }

    private static void readOnly(List<String> arguments, String from, String to) {
        arguments.addAll(List.of("--ro-bind", from, to));
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException("Cannot read the link " + link, e);
        }
    }
}
