package dev.sitemend.builder.checkout;

/** What a Git host asks for. Never part of an address, an argument list, a log line or {@link #toString()}. */
public record Credentials(String user, String password) {
    @Override
    public String toString() {
        return "Credentials[" + user + ", ***]";
    }
}
