package dev.sitemend.contracts.id;

/** One branch of one site: what is built, promoted, locked and healed as a unit, and the key of most topics. */
public record ChannelId(SiteId site, BranchName branch) implements Comparable<ChannelId> {
    public static ChannelId of(String site, String branch) {
        return new ChannelId(new SiteId(site), new BranchName(branch));
    }

    /** Reads what {@link #toString()} writes: {@code site@branch}. */
    public static ChannelId parse(String text) {
        int at = text.indexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException("Not a channel: '" + text + "': expected site@branch");
        }
        return of(text.substring(0, at), text.substring(at + 1));
    }

    @Override
    public int compareTo(ChannelId other) {
        int bySite = site.compareTo(other.site);
        return bySite != 0 ? bySite : branch.compareTo(other.branch);
    }

    @Override
    public String toString() {
        return site + "@" + branch;
    }
}
