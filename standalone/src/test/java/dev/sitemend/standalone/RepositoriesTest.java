package dev.sitemend.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.cli.CommandFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepositoriesTest {
    @ParameterizedTest
    @CsvSource({
        "https://example.org/My_Garden.git,my-garden",
        "file:///srv/wikis/garden/.git,garden",
        "git@example.org:notes.git,notes",
        "/home/grace/Garden Notes/,garden-notes"
    })
    void theLastFolderNamesTheSite(String address, String name) {
        assertThat(Repositories.siteName(address)).isEqualTo(name);
    }

    @Test
    void aNamelessRepositoryNeedsAPerson() {
        assertThatThrownBy(() -> Repositories.siteName("https://example.org/___"))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("sitemend site add NAME --repository");
    }
}
