package dev.sitemend.builder.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Looks at the output and asks one check after another; the first refusal counts. */
final class OutputGate implements Gate {
    // Enough to see what it is about; the log has room for all of them.
    private static final int NAMED = 5;

    @Override
    public Verdict check(Candidate candidate) {
        Output output = candidate.output();
        List<String> notes = new ArrayList<>();
        Optional<Verdict> refusal = files(output)
                .or(() -> required(output, candidate.rules()))
                .or(() -> shrinking(output, candidate))
                .or(() -> errorMarks(output, candidate, notes))
                .or(() -> links(output, candidate.rules(), notes));
        return refusal.orElseGet(() -> new Verdict.Passed(notes));
    }

    private static Optional<Verdict> files(Output output) {
        SortedSet<String> special = output.special();
        if (!special.isEmpty()) {
            return refused(
                    "The output holds what is neither a file nor a folder nor a link: " + some(special)
                            + ". Remove it from what the generator writes.",
                    List.copyOf(special));
        }
        if (output.files() == 0) {
            return refused(
                    "The build ended well but left no files. Check what the generator wrote, and where:"
                            + " root and build.output in sitemend.yml.",
                    List.of());
        }
        return Optional.empty();
    }

    private static Optional<Verdict> required(Output output, Rules rules) {
        List<String> missing =
                rules.require().stream().filter(path -> !output.has(path)).toList();
        return missing.isEmpty()
                ? Optional.empty()
                : refused(
                        "The output lacks " + some(missing)
                                + ", which must be there. Check what the generator left out;"
                                + " gate.require in sitemend.yml names more than the generator's own.",
                        missing);
    }

    private static Optional<Verdict> shrinking(Output output, Candidate candidate) {
        if (candidate.live().isEmpty() || candidate.shrinking() == Candidate.Shrinking.FORCED) {
            return Optional.empty();
        }
        PreviousOutput live = candidate.live().get();
        return Shrinkage.verdict(live.count(), output.files(), candidate.rules().shrink(), () -> lost(live, output));
    }

    private static List<String> lost(PreviousOutput live, Output output) {
        return live.files().stream()
                .filter(file -> !output.all().contains(file))
                .sorted()
                .toList();
    }

    private static Optional<Verdict> errorMarks(Output output, Candidate candidate, List<String> notes) {
        Optional<ErrorMark> mark = candidate.rules().errorMark().filter(each -> each.check() != ErrorCheck.OFF);
        if (mark.isEmpty()) {
            return Optional.empty();
        }
        List<ErrorMarks.Found> found = ErrorMarks.find(output, mark.get().text(), candidate.live());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        List<String> findings =
                found.stream().map(each -> each.file() + ": " + each.says()).toList();
        String message = "The generator could not make part of "
                + some(found.stream().map(ErrorMarks.Found::file).toList()) + ", though it ended well: "
                + found.getFirst().says();
        if (candidate.live().isEmpty() || mark.get().check() == ErrorCheck.WARN) {
            // Nothing better is live, or the site says that it can live with it.
            notes.add(message);
            return Optional.empty();
        }
        return refused(
                message
                        + ". Mend the page, install what it needs on the builder, or set gate.errors to warn in sitemend.yml.",
                findings);
    }

    private static Optional<Verdict> links(Output output, Rules rules, List<String> notes) {
        if (rules.links() == LinkCheck.OFF) {
            return Optional.empty();
        }
        List<String> dangling = new Links(output).dangling();
        if (dangling.isEmpty()) {
            return Optional.empty();
        }
        String message = dangling.size() + (dangling.size() == 1 ? " link leads" : " links lead") + " nowhere: "
                + some(dangling);
        if (rules.links() == LinkCheck.WARN) {
            notes.add(message + ".");
            return Optional.empty();
        }
        return refused(message + ". Mend them, or set gate.links to warn in sitemend.yml.", dangling);
    }

    static Optional<Verdict> refused(String message, List<String> findings) {
        return Optional.of(new Verdict.Refused(message, findings));
    }

    private static String some(Iterable<String> names) {
        List<String> all = new ArrayList<>();
        names.forEach(all::add);
        String shown = String.join(", ", all.subList(0, Math.min(NAMED, all.size())));
        return all.size() > NAMED ? shown + " and " + (all.size() - NAMED) + " more" : shown;
    }
}
