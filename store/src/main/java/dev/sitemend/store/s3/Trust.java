package dev.sitemend.store.s3;

import dev.sitemend.store.StoreRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whose certificates count: sockets for a client, and the judge that those use. */
record Trust(SSLSocketFactory sockets, X509TrustManager manager) {
    /**
     * The authorities that the JDK knows, and those of a PEM file.
     *
     * @throws StoreRefusedException if the file can not be read or holds no certificate
     */
    static Trust inJdkAnd(Path pem) {
        try {
            List<Certificate> trusted =
                    new ArrayList<>(Arrays.asList(judge(null).getAcceptedIssuers()));
            trusted.addAll(certificates(pem));
            X509TrustManager manager = judge(keyStore(trusted));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, null);
            return new Trust(context.getSocketFactory(), manager);
        } catch (GeneralSecurityException | IOException e) {
            throw new StoreRefusedException(
                    "Cannot trust the certificates of sitemend.store.ca, " + pem + ": " + e
                            + ". Expected a PEM file with the certificate of each authority",
                    e);
        }
    }

    private static List<X509Certificate> certificates(Path pem) throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(pem)) {
            List<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (certificates.isEmpty()) {
                throw new IOException("there is no certificate in it");
            }

            return certificates;
        }
    }

    private static KeyStore keyStore(List<Certificate> certificates) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("authority-" + i, certificates.get(i));
        }
        return store;
    }

    /** Null stands for what the JDK trusts. */
    private static X509TrustManager judge(@Nullable KeyStore authorities) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
