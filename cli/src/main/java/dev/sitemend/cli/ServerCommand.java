package dev.sitemend.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that asks the server something and prints the answer. */
abstract class ServerCommand implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    private final Surroundings surroundings;

    ServerCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public final Integer call() throws Exception {
        return run(connection.api(surroundings), new Output(surroundings)).code();
    }

    abstract ExitCode run(Api api, Output output) throws Exception;

    final boolean wantsJson() {
        return connection.wantsJson();
    }

    final Surroundings surroundings() {
        return surroundings;
    }
}
