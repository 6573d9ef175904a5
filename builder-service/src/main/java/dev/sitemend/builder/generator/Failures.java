package dev.sitemend.builder.generator;

import dev.sitemend.builder.sandbox.Exit;
import dev.sitemend.builder.sandbox.Limit;
import dev.sitemend.contracts.vocabulary.FailureClass;
import java.util.List;

/** Says for the writer how a command ended badly. */
final class Failures {
    private static final int NOT_FOUND = 127;
    private static final int KILL = 9;

    private Failures() {}

    static RunResult of(Exit exit, String program, List<String> lastLine) {
        return switch (exit) {
            case Exit.Exited(int status)
            when status == NOT_FOUND ->
                new RunResult.Broken(
                        FailureClass.CONFIGURATION,
                        "A program that the build calls is not on the builder" + said(lastLine)
                                + ". Install it there, or change the build.");
            case Exit.Exited(int status) ->
                new RunResult.Broken(
                        FailureClass.GENERATOR_FAILED,
                        program + " ended with status " + status + said(lastLine) + ". The log says more.");
            case Exit.Signalled(int signal) ->
                new RunResult.Broken(
                        FailureClass.KILLED,
                        program + " was killed by signal " + signal
                                + (signal == KILL ? ". Most likely the machine ran out of memory." : "."));
            case Exit.LimitReached(Limit limit, String message) ->
                new RunResult.Broken(of(limit), program + " " + message + " and was killed. " + advice(limit));
            case Exit.NotStarted(String reason) ->
                new RunResult.Broken(FailureClass.INTERNAL, "The builder could not run " + program + ": " + reason);
        };
    }

    private static String said(List<String> lastLine) {
        return lastLine.isEmpty() || lastLine.getFirst().startsWith("$ ")
                ? ""
                : ": " + lastLine.getFirst().strip().replaceFirst("[.]+$", "");
    }

    private static FailureClass of(Limit limit) {
        return switch (limit) {
            case WALL_CLOCK -> FailureClass.TIMED_OUT;
            case SILENCE -> FailureClass.SILENT;
            case LOG_SIZE -> FailureClass.LOG_LIMIT;
            case MEMORY, PROCESSES -> FailureClass.KILLED;
            case DISK -> FailureClass.DISK_LIMIT;
        };
    }

    private static String advice(Limit limit) {
        return switch (limit) {
            case WALL_CLOCK -> "If it needs that long, raise build.timeout in sitemend.yml.";
            case SILENCE -> "If it works silently for that long, raise build.silence in sitemend.yml.";
            case LOG_SIZE -> "The log shows what it repeats.";
            case MEMORY, PROCESSES, DISK -> "The operator of the builder sets this limit.";
        };
    }
}
