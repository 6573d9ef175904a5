package dev.sitemend.publisher.serving;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.SiteId;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which host names the sites have: everything hangs below the host of {@code sitemend.sites-url}. */
public final class SiteAddresses {
    private static final Pattern BUILD = Pattern.compile("build-([1-9][0-9]{0,17})");
    private static final Pattern SLUG = Pattern.compile("[a-z0-9](?:-?[a-z0-9]){0,30}");

    private final URI sitesUrl;
    private final String suffix;

    /** Takes an absolute URL with a host, such as {@code http://localhost:8081}. */
    public SiteAddresses(URI sitesUrl) {
        if (sitesUrl.getHost() == null || sitesUrl.getScheme() == null) {
            throw new IllegalArgumentException("Cannot derive the sites' addresses from sitemend.sites-url '" + sitesUrl
                    + "': it needs a scheme and a host, as in http://localhost:8081");
        }

        this.sitesUrl = sitesUrl;
        this.suffix = sitesUrl.getHost().toLowerCase(Locale.ROOT);
    }

    /** Reads a host name, without port. */
    public Addressee addressee(String hostName) {
        String host = hostName.toLowerCase(Locale.ROOT);
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        if (host.equals(suffix)) {
            return new Addressee.Installation();
        }
        if (!host.endsWith("." + suffix)) {
            return new Addressee.Foreign(host);
        }

        String label = host.substring(0, host.length() - suffix.length() - 1);
        int separator = label.lastIndexOf("--");
        try {
            return separator < 0
                    ? new Addressee.Site(new SiteId(label))
                    : preview(label.substring(0, separator), new SiteId(label.substring(separator + 2)), host);
        } catch (IllegalArgumentException e) {
            return new Addressee.Impossible(host);
        }
    }

    private static Addressee preview(String slug, SiteId site, String host) {
        Matcher build = BUILD.matcher(slug);
        if (build.matches()) {
            return new Addressee.Build(site, new BuildNumber(Long.parseLong(build.group(1))));
        }

        return SLUG.matcher(slug).matches() ? new Addressee.Preview(site, slug) : new Addressee.Impossible(host);
    }

    /** The address of a site's production channel, with a slash at its end. */
    public URI site(SiteId site) {
        return at(site.value());
    }

    /** The address of a branch's preview. */
    public URI preview(ChannelId channel) {
        return at(channel.branch().slug() + "--" + channel.site());
    }

    /** The address of one build. */
    public URI build(SiteId site, BuildNumber number) {
        return at("build-" + number.value() + "--" + site);
    }

    private URI at(String label) {
        String port = sitesUrl.getPort() < 0 ? "" : ":" + sitesUrl.getPort();
        return URI.create(sitesUrl.getScheme() + "://" + label + "." + suffix + port + "/");
    }
}
