package dev.sitemend.contracts.json;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds the record components that must be there and are not: Jackson fills a missing one with null without a word. */
final class RequiredFields {
    private RequiredFields() {}

    /** Throws {@link MalformedDocumentException} that names the path of the first missing field. */
    static void check(Object value, String path) {
        switch (value) {
            case Record record -> checkComponents(record, path);
            case Collection<?> collection -> collection.forEach(element -> check(element, path + "[]"));
            default -> {
                // Scalars have nothing inside that could be missing.
            }
        }
    }

    private static void checkComponents(Record record, String path) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            String name = path.isEmpty() ? component.getName() : path + "." + component.getName();
            Object value = read(record, component);
            if (value != null) {
                check(value, name);
            } else if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                throw new MalformedDocumentException("'" + name + "' is missing");
            }
        }
    }

    private static @Nullable Object read(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Contracts' records are public", e);
        }
    }
}
