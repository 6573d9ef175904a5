package dev.sitemend.builder.configuration;

import dev.sitemend.builder.gate.ErrorCheck;
import dev.sitemend.builder.gate.LinkCheck;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The keys of {@code sitemend.yml}, and what each may hold. The JSON Schema says the same to editors; a test holds the
 * two together.
 */
final class Keys {
    static final List<String> GENERATORS = List.of("ikiwiki", "hugo", "jekyll", "mkdocs", "static", "command");

    private static final List<String> CHECKS = List.of("off", "warn", "fail");

    static final Pattern DURATION = Pattern.compile("[1-9][0-9]{0,4}(s|m|h|d|w)");
    static final Pattern SHARE = Pattern.compile("(100|[1-9]?[0-9])%");
    static final Pattern PATH = Pattern.compile("(?!/)(?!(.*/)?\\.\\.(/|$))[^\\\\\\x00-\\x1f]+");
    static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    static final Pattern BRANCH = Pattern.compile("(?!-)[^\\x00-\\x20~^:?\\[\\\\]+");

    private static final String A_DURATION = "a number with s, m, h, d or w behind it, as in 90s, 30m or 7d";
    private static final String A_PATH = "a path inside the site, without .. and not beginning with /";

    /** All keys by the section they stand in. */
    static final Map<String, Set<String>> ALL = sections();

    private Keys() {}

    private static Map<String, Set<String>> sections() {
        Map<String, Set<String>> sections = new LinkedHashMap<>();
        sections.put("", Set.of("generator", "root", "build", "gate", "publish", "audit", "generators"));
        sections.put(
                "build.",
                Set.of("refresh", "rebuild", "output", "state", "environment", "network", "timeout", "silence"));
        sections.put("gate.", Set.of("require", "shrink", "links", "errors"));
        sections.put("publish.", Set.of("branch", "previews"));
        sections.put("audit.", Set.of("every", "sample"));
        sections.put("generators.", Set.of("ikiwiki", "hugo", "jekyll", "mkdocs"));
        sections.put("generators.ikiwiki.", Set.of("setup"));
        sections.put("generators.hugo.", Set.of("environment"));
        sections.put("generators.jekyll.", Set.of("incremental"));
        sections.put("generators.mkdocs.", Set.of("config"));
        return sections;
    }

    private static Set<String> known(String section) {
        return ALL.getOrDefault(section, Set.of());
    }

    static SiteConfiguration read(Section file) {
        file.only(known(""));
        return new SiteConfiguration(
                file.oneOf("generator", GENERATORS),
                file.text("root", PATH, A_PATH).orElse("."),
                build(file.section("build").only(known("build."))),
                gate(file.section("gate").only(known("gate."))),
                publish(file.section("publish").only(known("publish."))),
                audit(file),
                generators(file.section("generators").only(known("generators."))));
    }

    private static SiteConfiguration.Build build(Section build) {
        return new SiteConfiguration.Build(
                build.text("refresh"),
                build.text("rebuild"),
                build.text("output", PATH, A_PATH),
                build.texts("state", PATH, "paths inside the site"),
                build.variables("environment", VARIABLE, "letters, digits and _"),
                build.flag("network").orElse(false),
                duration(build, "timeout"),
                duration(build, "silence"));
    }

    private static SiteConfiguration.Gate gate(Section gate) {
        int shrink = gate.text("shrink", SHARE, "a share from 0% to 100%, as in 50%")
                .map(share -> Integer.parseInt(share.substring(0, share.length() - 1)))
                .orElse(SiteConfiguration.Gate.DEFAULT.shrink());
        LinkCheck links = gate.oneOf("links", CHECKS)
                .map(choice -> LinkCheck.valueOf(choice.toUpperCase(Locale.ROOT)))
                .orElse(SiteConfiguration.Gate.DEFAULT.links());
        ErrorCheck errors = gate.oneOf("errors", CHECKS)
                .map(choice -> ErrorCheck.valueOf(choice.toUpperCase(Locale.ROOT)))
                .orElse(SiteConfiguration.Gate.DEFAULT.errors());
        return new SiteConfiguration.Gate(
                gate.texts("require", PATH, "paths inside the output"), shrink, links, errors);
    }

    private static SiteConfiguration.Publish publish(Section publish) {
        List<String> previews = publish.has("previews")
                ? publish.texts("previews", BRANCH, "names of branches, with * for anything,")
                : SiteConfiguration.Publish.DEFAULT.previews();
        return new SiteConfiguration.Publish(publish.text("branch", BRANCH, "the name of a branch"), previews);
    }

    private static Optional<SiteConfiguration.Audit> audit(Section file) {
        if (!file.has("audit")) {
            return Optional.empty();
        }
        Section audit = file.section("audit").only(known("audit."));
        OptionalInt sample =
                audit.count("sample", 1, 1_000_000).map(OptionalInt::of).orElse(OptionalInt.empty());
        return Optional.of(new SiteConfiguration.Audit(duration(audit, "every"), sample));
    }

    private static Map<String, Map<String, String>> generators(Section generators) {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        Section ikiwiki = generators.section("ikiwiki").only(known("generators.ikiwiki."));
        ikiwiki.text("setup", PATH, A_PATH).ifPresent(setup -> all.put("ikiwiki", Map.of("setup", setup)));
        Section hugo = generators.section("hugo").only(known("generators.hugo."));
        hugo.text("environment", VARIABLE, "letters, digits and _")
                .ifPresent(name -> all.put("hugo", Map.of("environment", name)));
        Section jekyll = generators.section("jekyll").only(known("generators.jekyll."));
        jekyll.flag("incremental").ifPresent(on -> all.put("jekyll", Map.of("incremental", on.toString())));
        Section mkdocs = generators.section("mkdocs").only(known("generators.mkdocs."));
        mkdocs.text("config", PATH, A_PATH).ifPresent(config -> all.put("mkdocs", Map.of("config", config)));
        return all;
    }

    private static Optional<Duration> duration(Section section, String key) {
        return section.text(key, DURATION, A_DURATION).map(text -> {
            long number = Long.parseLong(text.substring(0, text.length() - 1));
            return switch (text.charAt(text.length() - 1)) {
                case 's' -> Duration.ofSeconds(number);
                case 'm' -> Duration.ofMinutes(number);
                case 'h' -> Duration.ofHours(number);
                case 'd' -> Duration.ofDays(number);
                default -> Duration.ofDays(7 * number);
            };
        });
    }
}
