package dev.sitemend.builder.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Who owns the files of workspaces. A layer keeps its owner, so that nothing in it has to be given to another. */
public final class Owners {
    // User ids that belong to nobody, between the users of people and those that systemd hands out (61184 and up). One
    // per channel, so that the kernel's limits per user are per build.
    private static final int FIRST = 60700;
    private static final int COUNT = 400;

    private final Identity builder;
    private final Users users;
    private final AtomicInteger next = new AtomicInteger();

    private enum Users {
        BUILDER,
        NOBODY
    }

    private Owners(Identity builder, Users users) {
        this.builder = builder;
        this.users = users;
    }

    /** Everything is the builder's own. */
    public static Owners builder(Identity builder) {
        return new Owners(builder, Users.BUILDER);
    }

    /** Root gives what it writes to users of nobody's. */
    public static Owners confined(Identity builder) {
        return new Owners(builder, builder.isRoot() ? Users.NOBODY : Users.BUILDER);
    }

    Owner of(Path folder) throws IOException {
        if (users == Users.BUILDER) {
            return new Owner(builder, builder.uid());
        }
        long now = ((Number) Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS)).longValue();
        boolean taken = now >= FIRST && now < FIRST + COUNT;
        return new Owner(builder, taken ? now : FIRST + next.getAndIncrement() % COUNT);
    }
}
