package dev.sitemend.store.tree;

import dev.sitemend.store.Content;
import java.io.IOException;

/** Contents of files and targets of links that may be new to the store. */
@FunctionalInterface
interface BlobSource {
    /** Visits each, some perhaps more than once. May be asked again. */
    void visit(Visitor visitor) throws IOException;

    /** Takes a content. */
    @FunctionalInterface
    interface Visitor {
        void visit(TreeEntry entry, Opening content) throws IOException;
    }

    /** Finds the content when it is wanted. */
    @FunctionalInterface
    interface Opening {
        Content content() throws IOException;
    }
}
