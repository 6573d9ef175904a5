package dev.sitemend.builder.generator;

import dev.sitemend.builder.sandbox.SitePaths;
import dev.sitemend.builder.workspace.Layout;
import dev.sitemend.contracts.id.Revision;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one site is built.
 *
 * @param tools programs that must be there; a change of any changes the fingerprint
 * @param installed folders of this machine with the generator's code, plugins and templates, for the fingerprint
 * @param setup files and folders of the checkout that decide how everything is rendered, for the fingerprint
 * @param rebuild commands from nothing
 * @param refresh commands from state and output of the base; empty when the generator has no such thing
 * @param environment beyond what every build gets; {@link #TOOLS} in it stands for the folder of our own programs
 * @param state what is carried to the next refresh besides the output
 * @param previousOutput whether a refresh works on the base's output, or into an empty folder
 * @param outputFolder where in the site's folder the generator writes, when it does not write to {@code /site/out}
 * @param resources programs of our own that the commands run, by the path that they have there
 * @param require what must exist afterwards
 * @param errorMark what the generator leaves in a page that it could not make
 */
record Recipe(
        List<String> tools,
        List<Path> installed,
        List<Path> setup,
        Commands rebuild,
        Optional<Commands> refresh,
        Map<String, String> environment,
        State state,
        Layout.PreviousOutput previousOutput,
        Optional<String> outputFolder,
        List<String> resources,
        List<String> require,
        Optional<String> errorMark) {

    /** In a variable: where the commands find {@link #resources}. */
    static final String TOOLS = "{tools}";

    /** Commands, run one after another while they end with 0, in the site's folder. */
    interface Commands {
        List<List<String>> of(SitePaths paths, Revision revision, Optional<Revision> base);
    }

    /** What of the source is state. */
    sealed interface State {
        /** Nothing below the source; {@code /site/state} itself may be used by the generator. */
        record Outside() implements State {}

        /** These paths of the site's folder. */
        record Paths(List<String> paths) implements State {}

        /** Every file that Git does not track. */
        record Untracked() implements State {}
    }

    /** A recipe that only has a rebuild. */
    static Recipe clean(List<String> tools, Commands rebuild) {
        return new Recipe(
                tools,
                List.of(),
                List.of(),
                rebuild,
                Optional.empty(),
                Map.of(),
                new State.Outside(),
                Layout.PreviousOutput.EMPTIED,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
    }
}
