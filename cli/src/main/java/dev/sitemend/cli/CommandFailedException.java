package dev.sitemend.cli;

/** A command can not do what it was asked. The message is for the person in front of the terminal. */
public final class CommandFailedException extends RuntimeException {
    private final ExitCode exitCode;

    public CommandFailedException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
