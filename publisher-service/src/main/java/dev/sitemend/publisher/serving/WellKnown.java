package dev.sitemend.publisher.serving;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@code /.well-known/sitemend.json}: what exactly is served here, so that anybody can check. */
public final class WellKnown {
    public static final String PATH = "/.well-known/sitemend.json";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private WellKnown() {}

    /** The document; a build served by its number has no {@code generation}. */
    static byte[] write(Publication publication) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("site", publication.channel().site().value());
        document.put("branch", publication.channel().branch().value());
        if (publication.generation() != null) {
            document.put("generation", publication.generation().value());
        }
        document.put("build", publication.build().value());
        document.put("revision", publication.revision().value());
        document.put("artifact", publication.artifact().root().hex());
        document.put("promotedAt", publication.modified().toString());
        return JSON.writeValueAsBytes(document);
    }

    /** Whether {@code document} is what this publication's well-known document says. */
    public static boolean isOf(Publication publication, byte[] document) {
        try {
            return JSON.readTree(document).equals(JSON.readTree(write(publication)));
        } catch (JacksonException e) {
            return false;
        }
    }
}
