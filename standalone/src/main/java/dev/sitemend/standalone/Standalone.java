package dev.sitemend.standalone;

import dev.sitemend.cli.Sitemend;
import dev.sitemend.cli.Surroundings;
import picocli.CommandLine;

/** The {@code sitemend} command with what starts a server: {@code up}, {@code demo}, {@code doctor}. */
public final class Standalone {
    private Standalone() {}

    public static void main(String[] arguments) {
        // Each of the three contexts would set logging up anew, for all of them.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        // The demo asks for a site by its name, which only browsers resolve.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
        System.exit(commandLine(Surroundings.ofThisProcess()).execute(arguments));
    }

    static CommandLine commandLine(Surroundings surroundings) {
        CommandLine command = Sitemend.commandLine(surroundings);
        command.addSubcommand(new UpCommand(surroundings));
        command.addSubcommand(new DemoCommand(surroundings));
        command.addSubcommand(new DoctorCommand(surroundings));
        command.addSubcommand(new RehearseCommand());
        return Sitemend.prepared(command, surroundings);
    }
}
