package dev.sitemend.store.build;

import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.json.DocumentSigner;
import dev.sitemend.contracts.json.StoredFormat;
import dev.sitemend.store.Documents;
import dev.sitemend.store.ObjectStore;

/** The two documents of a build. Only reports are signed: they alone make something live. */
record BuildDocuments(Documents<Claim> claims, Documents<Report> reports) {
    BuildDocuments(ObjectStore store, DocumentSigner signer) {
        this(new Documents<>(store, StoredFormat.CLAIM), new Documents<>(store, StoredFormat.REPORT, signer));
    }
}
