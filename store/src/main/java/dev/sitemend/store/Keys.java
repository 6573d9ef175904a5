package dev.sitemend.store;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.GenerationNumber;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.SiteId;
import java.util.Locale;

/**
 * Where everything lies. Numbers have ten digits, so that a listing is in their order. {@code docs/formats.md} explains
 * each.
 */
public final class Keys {
    private Keys() {}

    /** What all keys of sites begin with. */
    public static String sites() {
        return "sites/";
    }

    public static String site(SiteId site) {
        return "sites/" + site + "/";
    }

    public static String settings(SiteId site) {
        return site(site) + "settings/";
    }

    public static ObjectKey settings(SiteId site, long seq) {
        return new ObjectKey(settings(site) + number(seq) + ".json");
    }

    public static String builds(SiteId site) {
        return site(site) + "builds/";
    }

    public static ObjectKey claim(SiteId site, BuildNumber build) {
        return new ObjectKey(builds(site) + number(build.value()) + "/claim.json");
    }

    public static ObjectKey report(SiteId site, BuildNumber build) {
        return new ObjectKey(builds(site) + number(build.value()) + "/report.json");
    }

    public static ObjectKey log(SiteId site, BuildNumber build) {
        return new ObjectKey(builds(site) + number(build.value()) + "/log.zst");
    }

    public static String packs(SiteId site) {
        return site(site) + "packs/";
    }

    public static ObjectKey pack(SiteId site, Digest digest) {
        return new ObjectKey(packs(site) + digest + ".pack");
    }

    public static String caches(SiteId site) {
        return site(site) + "caches/";
    }

    public static ObjectKey cache(ChannelId channel, BuildNumber build) {
        return new ObjectKey(caches(channel.site()) + channel.branch().slug() + "/" + number(build.value()) + ".json");
    }

    public static String channels(SiteId site) {
        return site(site) + "channels/";
    }

    public static String generations(ChannelId channel) {
        return channels(channel.site()) + channel.branch().slug() + "/generations/";
    }

    public static ObjectKey generation(ChannelId channel, GenerationNumber generation) {
        return new ObjectKey(generations(channel) + number(generation.value()) + ".json");
    }

    public static String heals(SiteId site) {
        return site(site) + "heals/";
    }

    public static ObjectKey heal(ChannelId channel, Revision revision, String fingerprint, int attempt) {
        return new ObjectKey(heals(channel.site()) + channel.branch().slug() + "/" + revision + "-" + fingerprint + "/"
                + number(attempt) + ".json");
    }

    /** What objects begin with that prove something about the store, and are deleted at once. */
    public static String probes() {
        return "probe/";
    }

    public static ObjectKey probe(String id) {
        return new ObjectKey(probes() + id + ".txt");
    }

    /** What all keys of tokens begin with. */
    public static String access() {
        return "access/";
    }

    public static ObjectKey accessCreated(String id) {
        return new ObjectKey(access() + id + "/created.json");
    }

    public static ObjectKey accessRevoked(String id) {
        return new ObjectKey(access() + id + "/revoked.json");
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%010d", value);
    }
}
