package dev.sitemend.trigger.access;

import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.access.AccessTokens;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Supplier;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
    @Bean
    Tokens tokens(ObjectStore store, Clock clock, SecureRandom random, Supplier<WriterToken> writerTokens) {
        return new Tokens(new AccessTokens(store), clock, random, writerTokens);
    }

    @Bean
    SmartInitializingSingleton adminToken(Tokens tokens, @Value("${sitemend.data}") Path data) {
        return new AdminTokenFile(data.resolve("admin-token"), tokens)::ensure;
    }
}
