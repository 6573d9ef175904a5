package dev.sitemend.builder.checkout;

import java.util.Locale;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;

/** Gives the site's credentials to its own host only: a redirect elsewhere gets none. */
final class OriginCredentials extends CredentialsProvider {
    private final Address address;

    OriginCredentials(Address address) {
        this.address = address;
    }

    @Override
    public boolean isInteractive() {
        return false;
    }

    @Override
    public boolean supports(CredentialItem... items) {
        for (CredentialItem item : items) {
            if (!(item instanceof CredentialItem.Username) && !(item instanceof CredentialItem.Password)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean get(URIish uri, CredentialItem... items) {
        Credentials secret = address.secret();
        if (secret == null || !origin(uri).equals(address.origin()) || !supports(items)) {
            return false;
        }
        for (CredentialItem item : items) {
            if (item instanceof CredentialItem.Username user) {
                user.setValue(secret.user());
            } else if (item instanceof CredentialItem.Password password) {
                password.setValue(secret.password().toCharArray());
            }
        }
        return true;
    }

    private static String origin(URIish uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT) + "://" + uri.getHost() + port;
    }
}
