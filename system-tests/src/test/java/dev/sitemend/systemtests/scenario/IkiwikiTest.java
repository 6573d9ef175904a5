package dev.sitemend.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.BuildMode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The case that asked for Sitemend: a real wiki, whose refresh breaks. */
@Tag("on-any-servers")
@ExtendWith(SharedSitemend.class)
final class IkiwikiTest {
    private static final String SETUP = """
            # IkiWiki::Setup::Yaml - YAML formatted setup file
            wikiname: Garden
            srcdir: .
            destdir: public
            url: http://wiki.localhost
            templatedir: templates
            """;
    private static final String TEMPLATE = """
            <!doctype html><title><TMPL_VAR TITLE></title>
            <div id="content"><TMPL_VAR CONTENT></div>
            """;

    @TempDir
    private Path directory;

    @BeforeAll
    static void ikiwikiIsInstalled() {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/ikiwiki")), "ikiwiki is not installed: apt-get install ikiwiki");
    }

    @Test
    void aBrokenTemplateIsQuarantinedAndTheNextPushMendsIt(Sitemend sitemend) {
        Author ada = sitemend.newSite("wiki", directory);
        ada.write("ikiwiki.setup", SETUP)
                .write("templates/page.tmpl", TEMPLATE)
                .write("index.mdwn", "Hello, [[beans]].\n")
                .write("beans.mdwn", "Runner beans.\n");
        sitemend.aftermath("wiki").isLive(push(ada, "Plant"));

        ada.write("beans.mdwn", "Runner beans, staked.\n");
        Revision staked = push(ada, "Stake the beans");
        sitemend.aftermath("wiki").isLive(staked);
        assertThat(sitemend.visitor().read("wiki", "/beans/")).contains("Runner beans, staked.");
        assertThat(newestSuccess(sitemend).mode()).isEqualTo(BuildMode.REFRESH);

        ada.write("templates/page.tmpl", TEMPLATE + "<TMPL_IF NEVER_CLOSED>\n").write("beans.mdwn", "Broad beans.\n");
        push(ada, "Break the template");
        sitemend.aftermath("wiki").isQuarantined(staked);
        assertThat(sitemend.visitor().read("wiki", "/beans/")).contains("Runner beans, staked.");

        ada.write("templates/page.tmpl", TEMPLATE);
        Revision mended = push(ada, "Mend the template");
        sitemend.aftermath("wiki").isLive(mended);
        assertThat(sitemend.visitor().read("wiki", "/beans/")).contains("Broad beans.");
    }

    private static Report newestSuccess(Sitemend sitemend) {
        return sitemend.aftermath("wiki").newest(Outcome.Succeeded.class).orElseThrow();
    }

    private static Revision push(Author author, String message) {
        Revision revision = author.commit(message);
        Author.Push push = author.push();
        assertThat(push.status()).describedAs(push.said()).isZero();
        return revision;
    }
}
