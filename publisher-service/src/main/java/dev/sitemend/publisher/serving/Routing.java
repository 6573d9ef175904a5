package dev.sitemend.publisher.serving;

import dev.sitemend.publisher.artifact.Content;
import dev.sitemend.publisher.artifact.Found;
import dev.sitemend.publisher.artifact.Manifest;
import dev.sitemend.publisher.serving.RedirectRule.Precedence;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which file of an artifact answers a path. */
final class Routing {
    private static final String INDEX = "index.html";
    private static final String EXTENSION = ".html";
    private static final String NOT_FOUND_PAGE = "404.html";
    private static final Set<String> UNSERVED = Set.of(SiteRules.HEADERS_FILE, SiteRules.REDIRECTS_FILE);

    private Routing() {}

    /** Decides. {@code query} is as it came in, without question mark. */
    static Answer answer(Publication publication, String host, RequestPath.Clean path, @Nullable String query) {
        Manifest manifest = publication.manifest();
        Optional<Answer> file = file(manifest, path, query);
        Optional<RedirectRules.Match> rule = publication
                .rules()
                .redirects()
                .match(host, path.path(), query, file.isPresent() ? Precedence.RULE : Precedence.FILE);
        if (rule.isPresent()) {
            return apply(rule.get(), manifest, query);
        }

        return file.orElseGet(() -> notFound(manifest));
    }

    private static Answer apply(RedirectRules.Match match, Manifest manifest, @Nullable String query) {
        RedirectRule rule = match.rule();
        if (rule.isRedirect()) {
            return new Answer.Redirect(rule.status(), rule.location(match.values(), query));
        }

        String target = rule.rewritten(match.values()).replaceAll("/{2,}", "/");
        RequestPath.Clean path = new RequestPath.Clean(target);
        return page(manifest, path.inArtifact(), rule.status())
                .or(() -> page(manifest, path.inArtifact() + EXTENSION, rule.status()))
                .or(() -> index(manifest, path.inArtifact(), rule.status()))
                .orElseGet(() -> notFound(manifest));
    }

    private static Optional<Answer> file(Manifest manifest, RequestPath.Clean path, @Nullable String query) {
        String name = path.inArtifact();
        if (path.isDirectory()) {
            // A page that is a file has no slash behind its name: relative links on it would break.
            return index(manifest, name, 200)
                    .or(() -> name.isEmpty()
                                    || page(manifest, name + EXTENSION, 200).isEmpty()
                            ? Optional.empty()
                            : Optional.of(redirect("/" + name, query)));
        }

        return page(manifest, name, 200)
                .or(() -> page(manifest, name + EXTENSION, 200))
                .or(() -> index(manifest, name, 200).map(page -> redirect("/" + name + "/", query)));
    }

    private static Answer redirect(String path, @Nullable String query) {
        return new Answer.Redirect(301, RequestPath.encode(path) + (query == null ? "" : "?" + query));
    }

    private static Optional<Answer> index(Manifest manifest, String directory, int status) {
        return page(manifest, directory.isEmpty() ? INDEX : directory + "/" + INDEX, status);
    }

    private static Optional<Answer> page(Manifest manifest, String name, int status) {
        if (UNSERVED.contains(name) || Arrays.asList(name.split("/", -1)).contains(".git")) {
            return Optional.empty();
        }

        return manifest.find(name) instanceof Found.File(Content content)
                ? Optional.of(new Answer.Page(status, name, content))
                : Optional.empty();
    }

    private static Answer notFound(Manifest manifest) {
        return page(manifest, NOT_FOUND_PAGE, 404).orElseGet(Answer.Missing::new);
    }
}
