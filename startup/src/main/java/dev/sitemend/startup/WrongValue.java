package dev.sitemend.startup;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.origin.Origin;
import org.springframework.util.unit.DataSize;

/** A setting whose value has not the shape that it must have, in a person's words. */
final class WrongValue {
    private static final Pattern SECRET = Pattern.compile("secret|key|password|token|credential");
    private static final String NUMBER = "a whole number, such as 4";
    private static final Map<Class<?>, String> SHAPES = Map.of(
            Duration.class, "a duration, such as 30s, 5m or 12h",
            DataSize.class, "a size, such as 512KB, 64MB or 2GB",
            int.class, NUMBER,
            Integer.class, NUMBER,
            long.class, NUMBER,
            short.class, NUMBER,
            boolean.class, "true or false",
            URI.class, "an address, such as https://sitemend.example",
            Path.class, "a folder, such as /data");

    private WrongValue() {}

    static String describe(BindException e) {
        ConfigurationProperty property = e.getProperty();
        Throwable root = root(e);
        boolean said = root instanceof IllegalArgumentException
                && root.getMessage() != null
                && root.getMessage().contains("sitemend.");
        if (said || property == null) {
            // A settings class has looked at the value, and knows best what would be right.
            return String.valueOf(root.getMessage());
        }

        String name = property.getName().toString();
        String value = SECRET.matcher(name).find() ? "what it is" : "'" + property.getValue() + "'";
        return name + " can not be " + value + ", set " + origin(property) + ": expected " + shape(e);
    }

    private static String shape(BindException e) {
        @Nullable Class<?> type = e.getTarget().getType().resolve();
        if (type != null && type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant ->
                            ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .collect(Collectors.joining(", "));
        }
        return Optional.ofNullable(type).map(SHAPES::get).orElse("something else");
    }

    private static String origin(ConfigurationProperty property) {
        Origin origin = property.getOrigin();
        return origin == null ? "as an argument" : "by " + origin;
    }

    private static Throwable root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
