package dev.sitemend.builder.sandbox;

/** How a command ended. In every case none of its processes is left. */
public sealed interface Exit {
    /** It ended by itself; 0 means well. */
    record Exited(int status) implements Exit {}

    /** A signal that the sandbox did not send ended it: the kernel's out-of-memory killer, or somebody. */
    record Signalled(int signal) implements Exit {}

    /** It ran into a limit and was killed. {@code message} says which and how far. */
    record LimitReached(Limit limit, String message) implements Exit {}

    /** It never ran, or the program is not there. */
    record NotStarted(String reason) implements Exit {}
}
