package dev.sitemend.trigger.access;

import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.messaging.Backoff;
import dev.sitemend.startup.InstallationProperties;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.access.AccessTokens;
import dev.sitemend.store.site.SecretBox;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
    @Bean
    Tokens tokens(ObjectStore store, Clock clock, SecureRandom random, Supplier<WriterToken> writerTokens) {
        return new Tokens(new AccessTokens(store), clock, random, writerTokens);
    }

    @Bean
    Sessions sessions(Tokens tokens, InstallationProperties installation, SecureRandom random, Clock clock) {
        byte[] ownSecret = ("console sessions\n" + installation.secret()).getBytes(StandardCharsets.UTF_8);
        return new Sessions(tokens, new SecretBox(ownSecret, random), clock);
    }

    @Bean(initMethod = "begin")
    FirstToken adminToken(Tokens tokens, InstallationProperties installation) {
        return new FirstToken(
                new AdminTokenFile(installation.data().resolve("admin-token"), tokens),
                new Backoff(RandomGenerator.getDefault()),
                Thread::sleep);
    }
}
