package dev.sitemend.startup;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Finds settings of Sitemend that there are none of: a slip of the pen would leave the default in force, silently. An
 * environment variable may be somebody else's, such as what Kubernetes tells of a service that is called sitemend: it
 * is held for a slip only when it nearly is the name of a setting.
 */
final class UnknownSettings {
    private static final String PROPERTY_PREFIX = "sitemend.";
    private static final String VARIABLE_PREFIX = "SITEMEND_";

    // Of the launcher, the command line and the images.
    private static final List<String> OTHERS = List.of(
            "SITEMEND_URL",
            "SITEMEND_TOKEN",
            "SITEMEND_JAVA_OPTIONS",
            "SITEMEND_MANAGEMENT_PORT",
            "SITEMEND_VERSION",
            "SITEMEND_PORT",
            "SITEMEND_SITES_PORT",
            "SITEMEND_BIND");

    private final SettingNames known;

    UnknownSettings(SettingNames known) {
        this.known = known;
    }

    /**
     * Returns if there are none.
     *
     * @throws CannotStartException naming all of them, and what was probably meant
     */
    void refuse(ConfigurableEnvironment environment) {
        TreeSet<String> complaints = new TreeSet<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> names) {
                boolean variables =
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME.equals(source.getName());
                Stream.of(names.getPropertyNames())
                        .flatMap(name -> (variables ? variable(name) : property(name)).stream())
                        .forEach(complaints::add);
            }
        }

        if (!complaints.isEmpty()) {
            throw new CannotStartException(String.join(" ", complaints) + " All of them are in docs/configuration.md");
        }
    }

    private Optional<String> property(String name) {
        if (!name.startsWith(PROPERTY_PREFIX) || known.isKnown(name)) {
            return Optional.empty();
        }
        return Optional.of("there is no setting " + name
                + known.nearest(name)
                        .map(meant -> ", did you mean " + meant + "?")
                        .orElse("."));
    }

    private Optional<String> variable(String name) {
        if (!name.startsWith(VARIABLE_PREFIX) || OTHERS.contains(name) || known.isKnown(name)) {
            return Optional.empty();
        }
        return known.nearest(name)
                .map(meant -> "there is no setting " + name + ", did you mean " + SettingNames.variable(meant) + "?");
    }
}
