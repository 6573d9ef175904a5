package dev.sitemend.startup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

final class SlipsTest {
    private final UnknownSettings settings = new UnknownSettings(SettingNames.known());

    @Test
    void aSettingThatThereIsNoneOfIsNamedWithWhatWasMeant() {
        assertThatThrownBy(() -> settings.refuse(properties("sitemend.builder.slot", "sitemend.colour")))
                .isInstanceOf(CannotStartException.class)
                .hasMessage(
                        "there is no setting sitemend.builder.slot, did you mean sitemend.builder.slots? there is no"
                                + " setting sitemend.colour. All of them are in docs/configuration.md");
    }

    @Test
    void settingsOfAllServicesAreKnownInEverySpelling() {
        assertThatCode(() -> settings.refuse(properties(
                        "sitemend.builder.slots",
                        "sitemend.serving.unpublished",
                        "sitemend.heal.burst",
                        "server.port")))
                .doesNotThrowAnyException();
        assertThatCode(() -> settings.refuse(variables(
                        "SITEMEND_STORE_ACCESS_KEY", "SITEMEND_STORE_ACCESSKEY", "SITEMEND_KAFKA_BOOTSTRAP_SERVERS")))
                .doesNotThrowAnyException();
    }

    @Test
    void aVariableIsRefusedOnlyWhenItNearlyIsASetting() {
        assertThatCode(() -> settings.refuse(variables(
                        "SITEMEND_URL", "SITEMEND_TOKEN", "SITEMEND_TRIGGER_SERVICE_HOST", "SITEMEND_VERSION")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> settings.refuse(variables("SITEMEND_STORE_ACESS_KEY")))
                .hasMessageStartingWith(
                        "there is no setting SITEMEND_STORE_ACESS_KEY, did you mean SITEMEND_STORE_ACCESS_KEY?");
    }

    private static StandardEnvironment properties(String... names) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", values(names)));
        return environment;
    }

    private static StandardEnvironment variables(String... names) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, values(names)));
        return environment;
    }

    private static Map<String, Object> values(String... names) {
        Map<String, Object> values = new java.util.LinkedHashMap<>();
        for (String name : names) {
            values.put(name, "1");
        }
        return values;
    }
}
