package dev.sitemend.trigger.problem;

import java.net.URI;

/** Every kind of refusal, with the HTTP status that says it. */
public enum Problem {
    INVALID(400, "invalid-request", "The request is not valid"),
    UNAUTHENTICATED(401, "unauthenticated", "A valid token is needed"),
    FORBIDDEN(403, "forbidden", "The token does not allow this"),
    NOT_FOUND(404, "not-found", "There is no such thing"),
    CONFLICT(409, "conflict", "This contradicts what is there"),
    TOO_LARGE(413, "too-large", "The request is too large"),
    UNPROCESSABLE(422, "unprocessable", "The request can not be carried out as it is"),
    UNAVAILABLE(503, "unavailable", "A part that is needed is out of reach; try again");

    private final int status;
    private final URI type;
    private final String title;

    Problem(int status, String name, String title) {
        this.status = status;
        this.type = URI.create("urn:sitemend:problem:" + name);
        this.title = title;
    }

    public int status() {
        return status;
    }

    /** The problem's {@code type} member: the same for each refusal of this kind. */
    public URI type() {
        return type;
    }

    public String title() {
        return title;
    }

    /** This problem as an exception; {@code detail} says what happened and what to do, with the values. */
    public ProblemException because(String detail) {
        return new ProblemException(this, detail);
    }
}
