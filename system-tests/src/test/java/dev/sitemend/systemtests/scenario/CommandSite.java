package dev.sitemend.systemtests.scenario;

/**
 * A site whose generator is a shell script of its own, so that a test decides how a refresh and a clean rebuild behave.
 * Each page of {@code pages/} becomes a page of the output; the cache remembers what was rendered.
 */
final class CommandSite {
    private static final String RENDER = """
            #!/bin/sh
            set -e
            mkdir -p public .cache
            for page in pages/*; do
              name=$(basename "$page")
              if ! cmp -s "$page" ".cache/$name"; then
                echo "rendering $name"
                cp "$page" "public/$name"
                cp "$page" ".cache/$name"
              fi
            done
            """;

    private CommandSite() {}

    /** A site that builds; {@code refresh} is what a refresh does before it renders, {@code rebuild} likewise. */
    static void write(Author author, String refresh, String rebuild) {
        author.write("sitemend.yml", """
                generator: command
                build:
                  refresh: sh refresh.sh
                  rebuild: sh rebuild.sh
                  output: public
                  state: [.cache]
                  timeout: 10s
                """);
        author.write("render.sh", RENDER);
        author.write("refresh.sh", refresh + "\nsh render.sh\n");
        author.write("rebuild.sh", "rm -rf public .cache\n" + rebuild + "\nsh render.sh\n");
        author.write("pages/index.html", "<!doctype html><title>Garden</title><p>first");
        author.write("pages/about.html", "<!doctype html><title>About</title><p>about");
    }
}
