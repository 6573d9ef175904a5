package dev.sitemend.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.Content;
import dev.sitemend.store.Keys;
import dev.sitemend.store.Listing;
import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every object of the store and every file of the builder's disk truncated, flipped or removed, one at a time, and then
 * a push. What visitors get is right, and no build fails. Its generator reads everything that it is given: each page,
 * all of its state, and its own earlier output.
 *
 * <p>All of them take minutes: {@code -Ddamage.most=N} tries N of each, chosen by {@code -Ddamage.seed}.
 */
@ExtendWith(SharedSitemend.class)
final class DamageTest {
    private static final int MOST = Integer.getInteger("damage.most", 12);
    private static final long SEED = Long.getLong("damage.seed", 1);

    private static final String SUMMARY = """
            cat pages/* > public/sources.txt
            cat .cache/* > public/state.txt
            cat public/*.html > public/outputs.txt
            """;

    @TempDir
    private Path directory;

    private final TreeMap<String, String> pages = new TreeMap<>();
    private int pushes;

    /** How something is damaged; what it becomes, and nothing if it is removed. */
    private enum Damage {
        TRUNCATED {
            @Override
            byte[] of(byte[] whole) {
                return Arrays.copyOf(whole, whole.length / 2);
            }
        },
        FLIPPED {
            @Override
            byte[] of(byte[] whole) {
                byte[] flipped = whole.clone();
                if (flipped.length > 0) {
                    flipped[flipped.length / 2] ^= 1;
                }
                return flipped;
            }
        },
        REMOVED {
            @Override
            byte[] of(byte[] whole) {
                return whole;
            }
        };

        abstract byte[] of(byte[] whole);
    }

    private record Case<T>(Damage damage, T what) {}

    @Test
    void noObjectOfTheStoreMattersSoMuchThatAWrongPageIsShownOrABuildFails(Sitemend sitemend) {
        Author ada = story(sitemend, "objects");
        ObjectStore store = sitemend.store();
        List<ObjectKey> keys = Listing.all(store, Keys.site(new SiteId("objects"))).stream()
                .map(StoredObject::key)
                .toList();
        for (Case<ObjectKey> each : chosen(keys)) {
            byte[] whole = store.get(each.what()).orElseThrow();
            if (each.damage() == Damage.REMOVED) {
                store.delete(each.what());
            } else {
                store.put(each.what(), Content.of(each.damage().of(whole)));
            }

            pushIsLive(sitemend, ada, "objects", each.toString());

            store.put(each.what(), Content.of(whole));
        }
        nothingFailed(sitemend, "objects");
    }

    @Test
    void noFileOfTheBuildersDiskMattersSoMuchThatAWrongPageIsShownOrABuildFails(Sitemend sitemend) throws IOException {
        Author ada = story(sitemend, "disk");
        List<Path> files = filesOf(sitemend, "disk");
        assertThat(files.stream().map(Path::toString).collect(Collectors.joining("\n")))
                .contains("/src/pages/about.html", "/src/.git/index", "/.cache/about.html", "/record", "disk.git/HEAD");
        for (Case<Path> each : chosen(files)) {
            if (!Files.isRegularFile(each.what())) {
                continue; // A repair, or Git, put something else in its place.
            }

            isIdle(sitemend, "disk");
            if (each.damage() == Damage.REMOVED) {
                Files.delete(each.what());
            } else {
                Files.write(writable(each.what()), each.damage().of(Files.readAllBytes(each.what())));
            }

            pushIsLive(sitemend, ada, "disk", each.toString());
        }
        nothingFailed(sitemend, "disk");
    }

    private Author story(Sitemend sitemend, String site) {
        Author ada = sitemend.newSite(site, directory);
        CommandSite.write(ada, "", "");
        ada.write("refresh.sh", "set -e\ncp pages/counter.html public/\ncp pages/counter.html .cache/\n" + SUMMARY);
        ada.write("rebuild.sh", "set -e\nmkdir -p public .cache\ncp pages/* public/\ncp pages/* .cache/\n" + SUMMARY);
        pages.put("index.html", "<!doctype html><title>Garden</title><p>first\n");
        pages.put("about.html", "<!doctype html><title>About</title><p>about\n");
        pages.forEach((name, text) -> ada.write("pages/" + name, text));
        for (int i = 0; i < 3; i++) {
            pushIsLive(sitemend, ada, site, "the story");
        }
        return ada;
    }

    private void pushIsLive(Sitemend sitemend, Author ada, String site, String what) {
        String counter = "<!doctype html><title>Counter</title><p>" + ++pushes + "\n";
        pages.put("counter.html", counter);
        ada.write("pages/counter.html", counter);
        Revision revision = ada.commit("Count to " + pushes);
        Author.Push push = ada.push();
        assertThat(push.status()).describedAs(push.said()).isZero();

        await(what + ": the push is live")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(sitemend.visitor()
                                .servedTruth(site)
                                .path("revision")
                                .asString(""))
                        .describedAs(() -> what + "\n" + push.said())
                        .isEqualTo(revision.value()));
        String all = String.join("", pages.values());
        for (String summary : List.of("sources.txt", "state.txt", "outputs.txt")) {
            assertThat(sitemend.visitor().read(site, "/" + summary))
                    .describedAs(() -> what + ": " + summary + "\n" + push.said())
                    .isEqualTo("200 " + all);
        }
        pages.forEach((name, text) -> assertThat(
                        sitemend.visitor().read(site, name.equals("index.html") ? "/" : "/" + name))
                .describedAs(what)
                .isEqualTo("200 " + text));
    }

    private void nothingFailed(Sitemend sitemend, String site) {
        List<Report> reports = sitemend.aftermath(site).reports();
        assertThat(reports).hasSize(pushes).allMatch(Report::isSuccess, "is a success");
        assertThat(sitemend.api().deadLetters(site)).isEmpty();
    }

    /** Some damage to each, in an order that chance decides. */
    private static <T> List<Case<T>> chosen(List<T> things) {
        List<Case<T>> cases = new ArrayList<>();
        for (T thing : things) {
            for (Damage damage : Damage.values()) {
                cases.add(new Case<>(damage, thing));
            }
        }
        Collections.shuffle(cases, new Random(SEED));
        return cases.subList(0, Math.min(MOST, cases.size()));
    }

    /** Those of the site's layers, and of its mirror. */
    private static List<Path> filesOf(Sitemend sitemend, String site) throws IOException {
        try (Stream<Path> files = Files.walk(sitemend.data().resolve("builder"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("/" + site + "~main/")
                            || file.toString().contains("/" + site + ".git/"))
                    .filter(file -> !file.toString().contains("/hooks/"))
                    .sorted()
                    .toList();
        }
    }

    /** The builder goes on for a moment after the push is live: it keeps what it made. */
    private static void isIdle(Sitemend sitemend, String site) {
        await("the builder is idle").atMost(Duration.ofSeconds(20)).until(() -> {
            Path layer = sitemend.data().resolve("builder/workspaces/builder-1/" + site + "~main");
            return Files.exists(layer) && !Files.exists(layer.resolve("build"));
        });
    }

    private static Path writable(Path file) {
        assertThat(file.toFile().setWritable(true)).isTrue();
        return file;
    }
}
