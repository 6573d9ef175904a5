package dev.sitemend.contracts.vocabulary;

/** What a token may do. Each role may do all that the roles before it may. */
public enum Role {
    /** Reads what is not public. */
    VIEWER,
    /** Pushes, asks for builds, forces clean rebuilds. */
    WRITER,
    /** Everything that concerns one site: settings, dead letters, publishing. */
    OPERATOR,
    /** Everything. */
    ADMIN;

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
