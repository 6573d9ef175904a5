package dev.sitemend.builder;

import dev.sitemend.builder.build.DiskLogs;
import dev.sitemend.builder.build.Rooms;
import dev.sitemend.builder.build.SettingsRemotes;
import dev.sitemend.builder.checkout.GitOnDisk;
import dev.sitemend.builder.gate.Gate;
import dev.sitemend.builder.generator.Generators;
import dev.sitemend.builder.log.BuildLogs;
import dev.sitemend.builder.log.LogListener;
import dev.sitemend.builder.sandbox.Network;
import dev.sitemend.builder.sandbox.SandboxUnavailableException;
import dev.sitemend.builder.sandbox.Sandboxes;
import dev.sitemend.builder.workspace.DiskWorkspaces;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.json.FetchTokens;
import dev.sitemend.startup.CannotStartException;
import dev.sitemend.startup.InstallationProperties;
import dev.sitemend.store.site.SecretBox;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rooms that builds are made in, on this machine's disk. */
@Configuration(proxyBeanMethods = false)
class RoomsConfiguration {
    /** Tried out at start: a builder that can not confine what it runs does not start. */
    @Bean
    Sandboxes.Confinement confinement(BuilderSettings settings, InstallationProperties installation)
            throws InterruptedException {
        try {
            return Sandboxes.open(
                    settings.sandbox(),
                    settings.builder().workspace().methods(),
                    directory(installation).resolve("workspaces"),
                    System.getenv());
        } catch (SandboxUnavailableException e) {
            throw new CannotStartException(String.valueOf(e.getMessage()));
        }
    }

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService logTimer() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("log-timer").daemon().factory());
    }

    @Bean(destroyMethod = "close")
    DiskWorkspaces workspaces(
            BuilderSettings settings, InstallationProperties installation, Sandboxes.Confinement confinement) {
        return DiskWorkspaces.open(
                directory(installation).resolve("workspaces"),
                confinement.method(),
                confinement.owners(),
                settings.builder().warmWorkspaces().toBytes());
    }

    @Bean
    Rooms rooms(
            BuilderSettings settings,
            InstallationProperties installation,
            Sandboxes.Confinement confinement,
            DiskWorkspaces workspaces,
            FetchTokens fetchTokens,
            SecretBox secretBox,
            ScheduledExecutorService logTimer,
            BiFunction<SiteId, BuildNumber, LogListener> logListeners,
            Clock clock) {
        Path directory = directory(installation);
        return new Rooms(
                GitOnDisk.open(directory.resolve("git"), System.getenv(), installation.publicUrl()),
                new SettingsRemotes(installation.publicUrl(), fetchTokens, secretBox, clock),
                workspaces,
                Generators.installed(confinement.sandbox()),
                Gate.standard(),
                new DiskLogs(directory.resolve("logs"), new BuildLogs(logTimer), secretBox, logListeners),
                settings.limits().toLimits(),
                settings.limits().toTimeLimits(),
                settings.cache().toCacheBudget(),
                site -> site.network() || settings.buildNetwork() == BuilderSettings.BuildNetwork.ALLOW
                        ? Network.GRANTED
                        : Network.NONE);
    }

    private static Path directory(InstallationProperties installation) {
        return installation.data().resolve("builder");
    }
}
