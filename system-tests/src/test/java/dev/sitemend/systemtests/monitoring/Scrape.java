package dev.sitemend.systemtests.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a service tells Prometheus, read once, in the text format. */
public record Scrape(Map<String, Family> families) {
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\w+) (\\w+)");
    private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\",?");

    /**
     * One metric.
     *
     * @param name as it is asked for: a counter's with {@code _total}, a histogram's without {@code _bucket}
     * @param labels but {@code le}, which every bucket has
     */
    public record Family(String name, String type, Set<String> labels) {}

    public static Scrape of(URI address) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return read(client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            throw new UncheckedIOException("No metrics at " + address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static Scrape read(String text) {
        Map<String, Family> families = new TreeMap<>();
        Family family = null;
        for (String line : text.lines().toList()) {
            Matcher type = TYPE.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (type.matches()) {
                family = new Family(type.group(1), type.group(2), new TreeSet<>());
                families.put(family.name(), family);
            } else if (family != null && !line.startsWith("#") && sample.matches() && sample.group(2) != null) {
                Matcher label = LABEL.matcher(sample.group(2));
                while (label.find()) {
                    if (!label.group(1).equals("le")) {
                        family.labels().add(label.group(1));
                    }
                }
            }
        }
        return new Scrape(families);
    }
}
