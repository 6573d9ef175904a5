package dev.sitemend.trigger.console;

import dev.sitemend.trigger.api.ReadAccess;
import dev.sitemend.trigger.status.BuildRows;
import dev.sitemend.trigger.status.ChannelRows;
import dev.sitemend.trigger.status.DeadLetterRows;
import dev.sitemend.trigger.status.log.LogReader;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration {
    @Bean
    Pages pages() {
        return new Pages(TemplateEngine.createPrecompiled(
                null,
                ContentType.Html,
                ConsoleConfiguration.class.getClassLoader(),
                ConsoleConfiguration.class.getPackageName()));
    }

    @Bean
    BuildNotes buildNotes(BuildRows builds, ChannelRows channels) {
        return new BuildNotes(builds, channels);
    }

    @Bean
    LogTail logTail(LogReader logs) {
        return new LogTail(logs);
    }

    @Bean
    Frames frames(ReadAccess access, DeadLetterRows letters, Clock clock) {
        return new Frames(access, letters, clock);
    }
}
