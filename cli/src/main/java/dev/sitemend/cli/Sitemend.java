package dev.sitemend.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IFactory;

/** The {@code sitemend} command. */
@Command(
        name = "sitemend",
        description = "Builds websites from Git, publishes them, and heals itself.",
        version = "sitemend 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 it failed, 2 wrong call, 3 no such thing, 4 refused,",
            "5 server unreachable, 6 timed out waiting."
        },
        subcommands = {
            SiteCommand.class,
            BuildCommand.class,
            StatusCommand.class,
            BuildsCommand.class,
            LogsCommand.class,
            WatchCommand.class,
            ExplainCommand.class,
            RollbackCommand.class,
            LockCommand.class,
            UnlockCommand.class,
            ReplayCommand.class,
            DeadLettersCommand.class,
            LagCommand.class,
            TokenCommand.class,
            CollectCommand.class,
            HelpCommand.class
        })
public final class Sitemend {
    private Sitemend() {}

    public static void main(String[] arguments) {
        System.exit(commandLine(Surroundings.ofThisProcess()).execute(arguments));
    }

    /** The command with all that talks to a server; {@code standalone} adds what starts one. */
    public static CommandLine commandLine(Surroundings surroundings) {
        CommandLine command = new CommandLine(new Sitemend(), factory(surroundings));
        command.addSubcommand("completion", new AutoComplete.GenerateCompletion());
        return prepared(command, surroundings);
    }

    /** Gives a command the surroundings' streams, exit codes and words; to be called after the last subcommand. */
    public static CommandLine prepared(CommandLine command, Surroundings surroundings) {
        command.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
        command.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
        command.setColorScheme(CommandLine.Help.defaultColorScheme(
                surroundings.look() == Surroundings.Look.COLOURED
                        ? CommandLine.Help.Ansi.ON
                        : CommandLine.Help.Ansi.OFF));
        command.setExecutionExceptionHandler((failure, line, _) -> failed(failure, line));
        command.setParameterExceptionHandler(Sitemend::misunderstood);
        addHelp(command);
        return command;
    }

    private static void addHelp(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true);
        command.getSubcommands().values().forEach(Sitemend::addHelp);
    }

    /** Commands take the surroundings in their constructor; what is picocli's own is made its way. */
    public static IFactory factory(Surroundings surroundings) {
        IFactory own = CommandLine.defaultFactory();
        return new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                try {
                    var constructor = type.getDeclaredConstructor(Surroundings.class);
                    constructor.setAccessible(true);
                    return constructor.newInstance(surroundings);
                } catch (NoSuchMethodException _) {
                    return own.create(type);
                }
            }
        };
    }

    private static int failed(Exception failure, CommandLine line) throws Exception {
        if (failure instanceof CommandFailedException known) {
            line.getErr().println(known.getMessage());
            return known.exitCode().code();
        }

        throw failure;
    }

    private static int misunderstood(CommandLine.ParameterException mistake, String[] arguments) {
        CommandLine line = mistake.getCommandLine();
        line.getErr().println(mistake.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(mistake, line.getErr())) {
            line.getErr().println("What it can do: " + line.getCommandSpec().qualifiedName() + " --help");
        }

        return ExitCode.WRONG_CALL.code();
    }
}
