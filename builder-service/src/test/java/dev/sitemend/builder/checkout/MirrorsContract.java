package dev.sitemend.builder.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.SiteId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What both Gits must do alike. */
abstract class MirrorsContract {
    static final SiteId SITE = new SiteId("docs");
    static final BranchName MAIN = new BranchName("main");

    @TempDir
    Path temporary;

    TestRepository upstream;
    Repositories repositories;

    abstract Git git(Path data);

    @BeforeEach
    void open() {
        upstream = TestRepository.create(temporary.resolve("upstream"));
        repositories = new Mirrors(temporary.resolve("mirrors"), git(temporary.resolve("mirrors")));
    }

    @AfterEach
    void close() {
        upstream.close();
    }

    final Remote remote() {
        return new Remote(SITE, upstream.directory().toString(), null);
    }

    private Path checkOut(Revision revision) throws InterruptedException {
        Path into = temporary.resolve("src");
        repositories.checkOut(SITE, revision, Optional.empty(), into);
        return into;
    }

    @Test
    void fetchesTheHeadAndChecksOutExactlyThatRevision() throws Exception {
        Revision first =
                upstream.write("index.html", "one").write("a/b.txt", "b").commit("first");
        Revision second = upstream.write("index.html", "two").remove("a/b.txt").commit("second");

        assertThat(repositories.fetch(remote(), MAIN)).isEqualTo(new Fetch.Head(second));
        Path src = checkOut(first);
        assertThat(TestRepository.files(src)).containsExactly("a/b.txt", "index.html");
        assertThat(src.resolve("index.html")).hasContent("one");
        assertThat(repositories.commitTime(SITE, second)).isEqualTo(upstream.now());
    }

    @Test
    void seesNewCommitsForcePushesAndDeletedBranches() throws Exception {
        Revision first = upstream.write("index.html", "one").commit("first");
        assertThat(repositories.fetch(remote(), MAIN)).isEqualTo(new Fetch.Head(first));
        Revision second = upstream.write("index.html", "two").commit("second");
        assertThat(repositories.fetch(remote(), MAIN)).isEqualTo(new Fetch.Head(second));
        assertThat(repositories.contains(SITE, second, first)).isTrue();

        upstream.resetTo(first);
        Revision other = upstream.write("index.html", "other").commit("other");
        assertThat(repositories.fetch(remote(), MAIN)).isEqualTo(new Fetch.Head(other));
        assertThat(repositories.contains(SITE, other, second)).isFalse();
        assertThat(repositories.contains(SITE, other, first)).isTrue();

        upstream.branch("gone", other);
        assertThat(repositories.fetch(remote(), new BranchName("gone"))).isEqualTo(new Fetch.Head(other));
        upstream.deleteBranch("gone");
        assertThat(repositories.fetch(remote(), new BranchName("gone"))).isEqualTo(new Fetch.NoBranch());
    }

    @Test
    void theDateOfAFileIsAFunctionOfItsContent() throws Exception {
        Revision first = upstream.write("index.html", "one")
                .write("a/b.txt", "b")
                .link("link", "nowhere")
                .commit("first");
        repositories.fetch(remote(), MAIN);
        Path src = checkOut(first);
        FileTime one = Files.getLastModifiedTime(src.resolve("index.html"));
        FileTime b = Files.getLastModifiedTime(src.resolve("a/b.txt"));

        Revision second = upstream.write("index.html", "two").commit("second");
        repositories.fetch(remote(), MAIN);
        checkOut(second);
        assertThat(Files.getLastModifiedTime(src.resolve("index.html"))).isNotEqualTo(one);
        assertThat(Files.getLastModifiedTime(src.resolve("a/b.txt"))).isEqualTo(b);
        checkOut(first);
        assertThat(Files.getLastModifiedTime(src.resolve("index.html"))).isEqualTo(one);
        assertThat(one.toInstant())
                .isBetween(Instant.parse("2000-01-01T00:00:00Z"), Instant.parse("2001-01-01T00:00:00Z"));
    }

    @Test
    void aBranchMayBeNamedLikeTheFolderOfAnother() throws Exception {
        Revision first = upstream.write("index.html", "one").commit("first");
        upstream.branch("a", first);
        assertThat(repositories.fetch(remote(), new BranchName("a"))).isEqualTo(new Fetch.Head(first));
        upstream.deleteBranch("a");
        upstream.branch("a/b", first);
        assertThat(repositories.fetch(remote(), new BranchName("a/b"))).isEqualTo(new Fetch.Head(first));
    }

    @Test
    void aRepositoryWithNoCommitsHasNoBranch() throws Exception {
        assertThat(repositories.fetch(remote(), MAIN)).isEqualTo(new Fetch.NoBranch());
    }

    @Test
    void aRevisionThatWasNeverFetchedIsContainedInNothing() throws Exception {
        Revision first = upstream.write("index.html", "one").commit("first");
        repositories.fetch(remote(), MAIN);
        assertThat(repositories.contains(SITE, first, new Revision("ab".repeat(20))))
                .isFalse();
    }

    @Test
    void namesWhatDiffersWithRenamesTakenApart() throws Exception {
        Revision first = upstream.write("keep", "k")
                .write("old name", "content\n".repeat(20))
                .write("change", "1")
                .commit("1");
        Revision second = upstream.remove("old name")
                .write("new name", "content\n".repeat(20))
                .write("change", "2")
                .write("line\nbreak 🎉", "x")
                .commit("2");
        repositories.fetch(remote(), MAIN);

        SourceChanges changes = repositories.changes(SITE, first, second);
        assertThat(changes.added()).containsExactly("line\nbreak 🎉", "new name");
        assertThat(changes.modified()).containsExactly("change");
        assertThat(changes.removed()).containsExactly("old name");
    }

    @Test
    void checksOutNamesWithNewlineAndEmoji() throws Exception {
        Revision first = upstream.write("line\nbreak 🎉.txt", "x").commit("1");
        repositories.fetch(remote(), MAIN);
        assertThat(TestRepository.files(checkOut(first))).containsExactly("line\nbreak 🎉.txt");
    }

    @Test
    void aMirrorThatIsDamagedIsFetchedAnew() throws Exception {
        Revision first = upstream.write("index.html", "one").commit("first");
        repositories.fetch(remote(), MAIN);
        for (Path file : objectFiles()) {
            Files.delete(file);
        }
        assertThat(checkOut(first).resolve("index.html")).hasContent("one");

        for (Path file : objectFiles()) {
            file.toFile().setWritable(true);
            Files.writeString(file, "rubbish");
        }
        Revision second = upstream.write("index.html", "two").commit("second");
        assertThat(repositories.fetch(remote(), MAIN)).isEqualTo(new Fetch.Head(second));
        assertThat(checkOut(second).resolve("index.html")).hasContent("two");
    }

    private List<Path> objectFiles() throws IOException {
        try (var walk = Files.walk(repositories.objects(SITE))) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void aMirrorThatIsDeletedIsFetchedAnew() throws Exception {
        Revision first = upstream.write("index.html", "one").commit("first");
        repositories.fetch(remote(), MAIN);
        try (var walk = Files.walk(temporary.resolve("mirrors/docs.git"))) {
            walk.sorted(Collections.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        }
        assertThat(repositories.fetch(remote(), MAIN)).isEqualTo(new Fetch.Head(first));
    }

    @Test
    void filtersOfTheRepositoryDoNotRun() throws Exception {
        Path ran = temporary.resolve("ran");
        Revision first = upstream.write(".gitattributes", "* filter=evil ident\n")
                .write("index.html", "one")
                .commit("first");
        repositories.fetch(remote(), MAIN);
        // As an operator's own configuration might define one.
        Files.writeString(
                temporary.resolve("mirrors/docs.git/config"),
                "\n[filter \"evil\"]\n\tsmudge = touch " + ran + "\n",
                java.nio.file.StandardOpenOption.APPEND);

        assertThat(checkOut(first).resolve("index.html")).hasContent("one");
        assertThat(ran).doesNotExist();
    }

    @Test
    void linksAreCheckedOutAsLinks() throws Exception {
        Revision first = upstream.link("passwords", "/etc/passwd")
                .write("index.html", "x")
                .commit("first");
        repositories.fetch(remote(), MAIN);
        assertThat(checkOut(first).resolve("passwords")).isSymbolicLink();
    }

    @Test
    void aTreeThatWritesIntoItsOwnDotGitIsRefused() throws Exception {
        Revision evil = commitWithPath(".git/hooks/post-checkout");
        repositories.fetch(remote(), MAIN);
        assertThatThrownBy(() -> checkOut(evil))
                .isInstanceOf(CheckoutException.class)
                .hasMessageContaining("Cannot check out " + evil);
        assertThat(temporary.resolve("src/.git/hooks/post-checkout")).doesNotExist();
    }

    @Test
    void submodulesAreNotFetched() throws Exception {
        Path ran = temporary.resolve("mirrors/docs.git/modules");
        Revision first = upstream.write(
                        ".gitmodules",
                        "[submodule \"x\"]\n\tpath = x\n\turl = file:///etc\n\tupdate = !touch /tmp/evil\n")
                .commit("first");
        repositories.fetch(remote(), MAIN);
        checkOut(first);
        assertThat(ran).doesNotExist();
    }

    private Revision commitWithPath(String path) throws IOException {
        try (org.eclipse.jgit.api.Git api =
                        org.eclipse.jgit.api.Git.open(upstream.directory().toFile());
                var inserter = api.getRepository().newObjectInserter()) {
            ObjectId blob = inserter.insert(org.eclipse.jgit.lib.Constants.OBJ_BLOB, new byte[] {'x'});
            ObjectId tree = null;
            String[] names = path.split("/");
            for (int i = names.length - 1; i >= 0; i--) {
                var formatter = new org.eclipse.jgit.lib.TreeFormatter();
                formatter.append(
                        names[i].getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        tree == null ? FileMode.EXECUTABLE_FILE : FileMode.TREE,
                        tree == null ? blob : tree);
                tree = inserter.insert(formatter);
            }
            var commit = new org.eclipse.jgit.lib.CommitBuilder();
            commit.setTreeId(tree);
            commit.setAuthor(new org.eclipse.jgit.lib.PersonIdent("E", "e@example.org"));
            commit.setCommitter(new org.eclipse.jgit.lib.PersonIdent("E", "e@example.org"));
            commit.setMessage("evil");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            var update = api.getRepository().updateRef("refs/heads/main");
            update.setNewObjectId(id);
            update.forceUpdate();
            return new Revision(id.name());
        }
    }

    @ParameterizedTest
    @CsvSource({"401,no credentials are set", "403,no credentials are set", "404,no such repository"})
    void aHostThatSaysNoIsRefusedWithAdvice(int status, String advice) throws Exception {
        List<String> asked = new ArrayList<>();
        HttpServer server = server(status, asked);
        try {
            Fetch fetch = repositories.fetch(new Remote(SITE, address(server), null), MAIN);
            assertThat(fetch)
                    .isInstanceOfSatisfying(
                            Fetch.Refused.class,
                            refused -> assertThat(refused.message()).contains(advice, address(server)));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aHostThatFailsIsUnreachable() throws Exception {
        HttpServer server = server(503, new ArrayList<>());
        try {
            assertThat(repositories.fetch(new Remote(SITE, address(server), null), MAIN))
                    .isInstanceOf(Fetch.Unreachable.class);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aHostThatIsNotThereIsUnreachable() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThat(repositories.fetch(new Remote(SITE, "http://127.0.0.1:" + port + "/x.git", null), MAIN))
                .isInstanceOf(Fetch.Unreachable.class);
    }

    @Test
    void credentialsGoToTheirHostAndToNoMessage() throws Exception {
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        HttpServer server = server(401, asked);
        try {
            Remote remote = new Remote(SITE, address(server), new Credentials("builder", "s3cr:et/%20"));
            Fetch fetch = repositories.fetch(remote, MAIN);
            assertThat(asked)
                    .anySatisfy(header -> assertThat(header)
                            .isEqualTo("Basic "
                                    + java.util.Base64.getEncoder()
                                            .encodeToString("builder:s3cr:et/%20"
                                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8))));
            assertThat(fetch).isInstanceOf(Fetch.Refused.class);
            assertThat(fetch.toString()).contains("user 'builder'").doesNotContain("s3cr");
            assertThat(remote.toString()).doesNotContain("s3cr");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void credentialsInTheAddressAreTakenOutOfIt() throws Exception {
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        HttpServer server = server(401, asked);
        try {
            String withPassword = address(server).replace("://", "://ada:pa%3Ass@");
            Fetch fetch = repositories.fetch(new Remote(SITE, withPassword, null), MAIN);
            assertThat(asked).isNotEmpty();
            assertThat(fetch.toString()).doesNotContain("pa:ss").doesNotContain("pa%3Ass");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aFolderThatIsNotThereIsRefused() throws Exception {
        Path nothing = temporary.resolve("nothing");
        assertThat(repositories.fetch(new Remote(SITE, nothing.toString(), null), MAIN))
                .isInstanceOfSatisfying(
                        Fetch.Refused.class,
                        refused -> assertThat(refused.message()).contains("no such repository"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--upload-pack=touch /tmp/evil",
                "ext::sh -c touch% /tmp/evil",
                "-oProxyCommand=evil:x",
                "ssh://-oProxyCommand=evil/x",
                "ssh://ada@-oProxyCommand=evil/x",
                "relative/path",
                "https://example.org/\nfatal"
            })
    void anAddressThatCouldRunSomethingIsRefusedUnseen(String url) throws Exception {
        assertThat(repositories.fetch(new Remote(SITE, url, null), MAIN)).isInstanceOf(Fetch.Refused.class);
    }

    private static HttpServer server(int status, List<String> asked) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            List<String> credentials = exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
            asked.addAll(credentials);
            if (status == 401) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/docs.git";
    }

    /** Each file of the mirror, in each way; then a push, and what a build does with it. */
    @Test
    void whateverOfTheMirrorIsDamagedABuildGetsWhatWasPushed() throws Exception {
        Revision last = upstream.write("index.html", "0").write("a/b.txt", "b").commit("first");
        repositories.fetch(remote(), MAIN);
        Path mirror = temporary.resolve("mirrors/docs.git");
        Path src = checkOut(last);
        int pushes = 0;
        for (Path file : filesOf(mirror)) {
            for (int way = 0; way < 3; way++) {
                if (!Files.isRegularFile(file)) {
                    continue; // Repaired otherwise.
                }
                damage(file, way);
                Revision next = upstream.write("index.html", "" + ++pushes).commit("next");

                String what = file + " in way " + way;
                assertThat(repositories.fetch(remote(), MAIN)).describedAs(what).isEqualTo(new Fetch.Head(next));
                assertThat(repositories.contains(SITE, next, last))
                        .describedAs(what)
                        .isTrue();
                assertThat(repositories.changes(SITE, last, next).modified())
                        .describedAs(what)
                        .containsExactly("index.html");
                repositories.checkOut(SITE, next, Optional.of(last), src);
                assertThat(src.resolve("index.html")).describedAs(what).hasContent("" + pushes);
                assertThat(src.resolve("a/b.txt")).describedAs(what).hasContent("b");
                last = next;
            }
        }
    }

    private static void damage(Path file, int way) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        if (way == 0) {
            Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        } else if (way == 1 && bytes.length > 0) {
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
        }
    }

    private static List<Path> filesOf(Path mirror) throws IOException {
        try (java.util.stream.Stream<Path> files = Files.walk(mirror)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/hooks/"))
                    .sorted()
                    .toList();
        }
    }
}
