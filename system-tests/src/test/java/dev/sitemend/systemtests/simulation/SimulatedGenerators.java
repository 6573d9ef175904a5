package dev.sitemend.systemtests.simulation;

import dev.sitemend.builder.configuration.SiteConfiguration;
import dev.sitemend.builder.gate.LinkCheck;
import dev.sitemend.builder.gate.Rules;
import dev.sitemend.builder.generator.Generators;
import dev.sitemend.builder.generator.Plan;
import dev.sitemend.builder.generator.Planning;
import dev.sitemend.builder.generator.Run;
import dev.sitemend.builder.generator.RunResult;
import dev.sitemend.builder.generator.Start;
import dev.sitemend.builder.workspace.Change;
import dev.sitemend.builder.workspace.FolderEdit;
import dev.sitemend.builder.workspace.Layout;
import dev.sitemend.builder.workspace.Product;
import dev.sitemend.builder.workspace.SiteChanges;
import dev.sitemend.builder.workspace.View;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.FailureClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A generator that leaves its fingerprints everywhere, so that anything taken from the wrong place is noticed. */
final class SimulatedGenerators implements Generators {
    /** Few, so that a page is written again soon, and many enough that a build needs the packs of several others. */
    private static final int PAGES = 5;

    private static final Duration LIMIT = Duration.ofSeconds(40);

    private final GitHost host;
    private final Scheduler scheduler;

    SimulatedGenerators(GitHost host, Scheduler scheduler) {
        this.host = host;
        this.scheduler = scheduler;
    }

    @Override
    public Planning plan(Path source, Optional<String> override) {
        Revision revision = new Revision(read(source.resolve("revision")));
        if (host.content(revision) == GitHost.Content.MISCONFIGURED) {
            return new Planning.Misconfigured("sitemend.yml of " + revision + " is wrong");
        }
        return new Planning.Planned(new Plan(
                "simulated",
                "fingerprint",
                Plan.Refresh.IN_PLACE,
                new Layout(Optional.empty(), Layout.PreviousOutput.KEPT),
                new Rules(List.of(), 50, LinkCheck.OFF, Optional.empty()),
                SiteConfiguration.DEFAULT));
    }

    @Override
    public RunResult run(Run run) {
        if (!(run.workspace().view() instanceof View.Folders workspace)) {
            throw new IllegalStateException("Only folders are simulated");
        }
        boolean refresh = run.start() instanceof Start.From;
        if (run.start() instanceof Start.From(Revision base, var _)) {
            requirePair(workspace, base);
        } else if (exists(workspace.output().resolve("revision"))
                || exists(workspace.state().resolve("revision"))) {
            throw new Violation("A clean build of " + run.revision() + " found something in its workspace");
        }

        // From here on the pair is broken, until the end.
        write(workspace.state().resolve("revision"), "half of " + run.revision());
        Duration pace = Duration.ofSeconds(1 + scheduler.choices().next(8, 0.3));
        scheduler.pause(pace);
        scheduler.step((refresh ? "refresh " : "rebuild ") + run.revision());
        scheduler.pause(pace);
        switch (host.content(run.revision())) {
            case BROKEN -> {
                return new RunResult.Broken(FailureClass.GENERATOR_FAILED, "Nothing can digest this");
            }
            case BREAKS_REFRESH -> {
                if (refresh) {
                    return new RunResult.Broken(FailureClass.GENERATOR_FAILED, "The refresh tripped");
                }
            }
            case HANGS_REFRESH -> {
                if (refresh) {
                    scheduler.pause(LIMIT);
                    return new RunResult.Broken(FailureClass.TIMED_OUT, "The refresh took longer than " + LIMIT);
                }
            }
            case FINE, MISCONFIGURED -> {
                // Goes on.
            }
        }

        Optional<Revision> from =
                run.start() instanceof Start.From(Revision base, var _) ? Optional.of(base) : Optional.empty();
        pages(host, run.revision(), from).forEach((name, text) -> {
            write(workspace.output().resolve(name), text);
            write(workspace.state().resolve(name), stateOf(name, text));
        });
        return new RunResult.Finished(product(run.workspace().changes()));
    }

    private static Product product(SiteChanges changes) {
        NavigableMap<Path, Change> state = new TreeMap<>();
        changes.state().changes().forEach((path, change) -> state.put(Product.OWN_FOLDER.resolve(path), change));
        return new Product(changes.output(), new FolderEdit(changes.state().beginning(), state));
    }

    /** The whole output of a revision: each commit writes a page, and there are a few pages. */
    static Map<String, String> pages(GitHost host, Revision revision) {
        return pages(host, revision, Optional.empty());
    }

    private static Map<String, String> pages(GitHost host, Revision revision, Optional<Revision> from) {
        Map<String, String> pages = new TreeMap<>();
        pages.put("revision", revision.value());
        pages.put("index.html", "<h1>" + revision + "</h1>");
        for (Optional<Revision> at = Optional.of(revision);
                at.isPresent() && !at.equals(from);
                at = host.parent(at.get())) {
            long number = Long.parseLong(at.get().value(), 16);
            pages.putIfAbsent("page-" + number % PAGES + ".html", "written by " + at.get());
        }
        return pages;
    }

    private static String stateOf(String name, String page) {
        return name.equals("revision") ? page : "state of " + page;
    }

    private void requirePair(View.Folders workspace, Revision base) {
        pages(host, base).forEach((name, page) -> {
            String output = read(workspace.output().resolve(name));
            String state = read(workspace.state().resolve(name));
            if (!output.equals(page) || !state.equals(stateOf(name, page))) {
                throw new Violation("A refresh from " + base + " started from output '" + output + "' and state '"
                        + state + "' of " + name + ": a failed build left a trace in a cache");
            }
        });
    }

    private static boolean exists(Path file) {
        return Files.exists(file);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
