package dev.sitemend.builder.checkout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What C git sees of this machine: our own configuration and nothing else, so that neither the operator's settings nor
 * a repository can make it run a program.
 */
final class GitEnvironment {
    // Proxies, certificates and the SSH agent belong to the network the builder is in, not to a user.
    private static final List<String> PASSED_ON = List.of(
            "PATH",
            "SSH_AUTH_SOCK",
            "http_proxy",
            "https_proxy",
            "HTTPS_PROXY",
            "all_proxy",
            "ALL_PROXY",
            "no_proxy",
            "NO_PROXY",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "GIT_SSL_CAINFO");

    // No hooks, no helpers, no submodules, no background work. Packs are tidied in the foreground, under the site's
    // lock, and nothing is pruned: a base revision may be unreachable after a force-push and still be asked about.
    private static final String CONFIGURATION = """
            [core]
            \thooksPath = /dev/null
            \tattributesFile = /dev/null
            \texcludesFile = /dev/null
            \taskPass =
            \tfsmonitor = false
            \tautocrlf = false
            \tprotectHFS = true
            \tprotectNTFS = true
            [safe]
            \tdirectory = *
            [protocol]
            \tallow = never
            [protocol "https"]
            \tallow = always
            [protocol "http"]
            \tallow = always
            [protocol "ssh"]
            \tallow = always
            [protocol "git"]
            \tallow = always
            [protocol "file"]
            \tallow = always
            [fetch]
            \trecurseSubmodules = false
            [submodule]
            \trecurse = false
            [http]
            \tlowSpeedLimit = 100
            \tlowSpeedTime = 60
            [gc]
            \tauto = 0
            \tautoDetach = false
            \tpruneExpire = never
            [maintenance]
            \tauto = false
            [advice]
            \tdetachedHead = false
            [credential]
            \thelper =
            \thelper = "!f() { test \\"$1\\" = get || exit 0; while IFS='=' read -r k v; do case \\"$k\\" in protocol) p=$v;; host) h=$v;; esac; done; test \\"$p://$h\\" = \\"$SITEMEND_GIT_ORIGIN\\" || exit 0; printf 'username=%s\\\\npassword=%s\\\\n' \\"$SITEMEND_GIT_USER\\" \\"$SITEMEND_GIT_PASSWORD\\"; }; f"
            """;

    private final Path directory;
    private final Map<String, String> inherited;

    /** @param directory a folder of our own for configuration and an empty home */
    GitEnvironment(Path directory, Map<String, String> inherited) {
        this.directory = directory;
        this.inherited = inherited;
    }

    /** Writes the configuration file. Call once, before the first command. */
    void prepare() {
        try {
            Files.createDirectories(directory.resolve("home"));
            Files.writeString(directory.resolve("gitconfig"), CONFIGURATION);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write Git's configuration below " + directory, e);
        }
    }

    /** The whole environment of a command. */
    Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        for (String name : PASSED_ON) {
            String value = inherited.get(name);
            if (value != null) {
                variables.put(name, value);
            }
        }
        variables.put("HOME", directory.resolve("home").toString());
        variables.put("LC_ALL", "C");
        variables.put("GIT_CONFIG_NOSYSTEM", "1");
        variables.put("GIT_CONFIG_GLOBAL", directory.resolve("gitconfig").toString());
        variables.put("GIT_TERMINAL_PROMPT", "0");
        variables.put("GIT_ATTR_NOSYSTEM", "1");
        variables.put("GIT_SSH_COMMAND", "ssh -oBatchMode=yes -oConnectTimeout=20");
        return variables;
    }
}
