package dev.sitemend.contracts.json;

import dev.sitemend.contracts.format.AccessToken;
import dev.sitemend.contracts.format.CacheSeal;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.HealMark;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.format.TokenRevocation;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.node.ObjectNode;

/**
 * One kind of stored document, by name and version. Documents carry both, so that a file found alone says what it is,
 * and a reader never guesses.
 *
 * @param <T> the record it is read into
 */
public final class StoredFormat<T extends Record> {
    public static final StoredFormat<Claim> CLAIM = new StoredFormat<>("sitemend.claim", 1, Claim.class);
    public static final StoredFormat<Report> REPORT = new StoredFormat<>("sitemend.report", 1, Report.class);
    public static final StoredFormat<CacheSeal> CACHE_SEAL = new StoredFormat<>("sitemend.cache", 1, CacheSeal.class);
    public static final StoredFormat<Generation> GENERATION =
            new StoredFormat<>("sitemend.generation", 1, Generation.class);
    public static final StoredFormat<HealMark> HEAL_MARK = new StoredFormat<>("sitemend.heal", 1, HealMark.class);
    public static final StoredFormat<SiteSettings> SITE_SETTINGS =
            new StoredFormat<>("sitemend.settings", 1, SiteSettings.class);
    public static final StoredFormat<AccessToken> ACCESS_TOKEN =
            new StoredFormat<>("sitemend.access-token", 1, AccessToken.class);
    public static final StoredFormat<TokenRevocation> TOKEN_REVOCATION =
            new StoredFormat<>("sitemend.token-revocation", 1, TokenRevocation.class);

    private static final String FORMAT = "format";
    private static final String VERSION = "version";
    private static final String SIGNATURE = "signature";

    private final String name;
    private final int version;
    private final Class<T> type;

    private StoredFormat(String name, int version, Class<T> type) {
        this.name = name;
        this.version = version;
        this.type = type;
    }

    /** Writes the document: keys sorted, so that equal documents are equal bytes. */
    public byte[] write(T document) {
        return canonical(tree(document));
    }

    /** Writes the document with a {@code signature} over everything else in it. */
    public byte[] write(T document, DocumentSigner signer) {
        ObjectNode tree = tree(document);
        tree.put(SIGNATURE, signer.sign(canonical(tree)));
        return canonical(tree);
    }

    /**
     * Reads a document.
     *
     * @throws MalformedDocumentException if it is another kind, of an unknown version, or incomplete
     */
    public T read(byte[] bytes) {
        return read(tree(bytes));
    }

    /**
     * Reads a signed document.
     *
     * @throws MalformedDocumentException if it is another kind, of an unknown version, incomplete, or if its signature
     *     is missing or is not by {@code signer}
     */
    public T read(byte[] bytes, DocumentSigner signer) {
        ObjectNode tree = tree(bytes);
        JsonNode signature = tree.remove(SIGNATURE);
        if (signature == null || !signature.isString() || !signer.verify(canonical(tree), signature.stringValue())) {
            throw new MalformedDocumentException("The signature of this " + name + " is not ours");
        }

        return read(tree);
    }

    private T read(ObjectNode tree) {
        if (!name.equals(tree.path(FORMAT).asString(""))) {
            throw new MalformedDocumentException(
                    "Expected a " + name + ", found '" + tree.path(FORMAT).asString("") + "'");
        }
        if (tree.path(VERSION).asInt(0) != version) {
            throw new MalformedDocumentException("Cannot read version "
                    + tree.path(VERSION).asString("?") + " of " + name + ": this Sitemend knows version " + version);
        }

        T document;
        try {
            document = Json.MAPPER.treeToValue(tree, type);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new MalformedDocumentException("Not a " + name + ": " + e.getMessage(), e);
        }

        RequiredFields.check(document, "");
        return document;
    }

    private ObjectNode tree(T document) {
        ObjectNode tree = Json.MAPPER.createObjectNode();
        tree.put(FORMAT, name);
        tree.put(VERSION, version);
        tree.setAll((ObjectNode) Json.MAPPER.<JsonNode>valueToTree(document));
        return tree;
    }

    private ObjectNode tree(byte[] bytes) {
        try {
            if (Json.MAPPER.readTree(bytes) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new MalformedDocumentException("Not a " + name + ": " + e.getOriginalMessage(), e);
        }

        throw new MalformedDocumentException("Not a " + name + ": no JSON object");
    }

    /** RFC 8785 for what our documents hold: sorted keys, no white space; they have no floating point numbers. */
    private static byte[] canonical(ObjectNode tree) {
        return Json.MAPPER
                .writer()
                .with(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
                .writeValueAsBytes(tree);
    }
}
