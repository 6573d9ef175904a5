package dev.sitemend.cli;

/** What the command tells the shell. */
public enum ExitCode {
    DONE(0),
    /** What was asked for was tried and did not work out, such as a build. */
    FAILED(1),
    WRONG_CALL(2),
    NOT_FOUND(3),
    /** Locked, superseded, or not allowed. */
    REFUSED(4),
    UNREACHABLE(5),
    TIMED_OUT(6);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The exit code for an answer of the server that is not a success. */
    static ExitCode ofStatus(int status) {
        return switch (status) {
            case 400, 422 -> WRONG_CALL;
            case 404, 410 -> NOT_FOUND;
            case 401, 403, 409, 423, 429 -> REFUSED;
            case 502, 503, 504 -> UNREACHABLE;
            default -> FAILED;
        };
    }
}
