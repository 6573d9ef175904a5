package dev.sitemend.store.s3;

import dev.sitemend.store.StoreRefusedException;
import dev.sitemend.store.StoreSettings;
import dev.sitemend.store.StoreUnavailableException;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.InvalidResponseException;
import io.minio.errors.MinioException;
import io.minio.errors.ServerException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What an SDK's exception means: try again, or somebody must act; and what the one who acts must know. */
final class S3Failures {
    private static final Set<String> WRONG_KEYS = Set.of(
            "InvalidAccessKeyId",
            "SignatureDoesNotMatch",
            "InvalidAccessKey",
            "AuthorizationHeaderMalformed",
            // VersityGW's, with status 404.
            "XAdminUserNotFound");
    private static final Set<String> TRY_AGAIN = Set.of(
            "SlowDown",
            "RequestTimeout",
            "InternalError",
            "ServiceUnavailable",
            "OperationAborted",
            "ConditionalRequestConflict",
            "XMinioServerNotInitialized");
    // The SDK has the status in its message only.
    private static final Pattern PROXY_SPEAKS = Pattern.compile("Response code: (5\\d\\d|408|429)\\b");
    private static final int LONGEST_QUOTE = 200;
    private static final int NOT_FOUND = 404;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FORBIDDEN = 403;
    private static final int NOT_IMPLEMENTED = 501;
    private static final int SERVER_ERROR = 500;

    private final StoreSettings settings;

    S3Failures(StoreSettings settings) {
        this.settings = settings;
    }

    /** By the code, not by the status alone: a missing bucket, and to VersityGW an unknown key pair, is 404 as well. */
    boolean isMissing(MinioException e) {
        return e instanceof ErrorResponseException response
                && response.response().code() == NOT_FOUND
                && code(response).equals("NoSuchKey");
    }

    boolean isBeyondEnd(MinioException e) {
        return e instanceof ErrorResponseException response
                && (response.response().code() == RANGE_NOT_SATISFIABLE
                        || code(response).equals("InvalidRange"));
    }

    /** The exception for a request that should have done {@code what}. */
    RuntimeException of(String what, Exception e) {
        if (e instanceof ErrorResponseException response) {
            return ofResponse(what, response);
        }
        if (e instanceof ServerException server) {
            return new StoreUnavailableException(
                    cannot(what) + "it answered " + server.statusCode() + " " + server.getMessage(), e);
        }
        if (e instanceof InvalidResponseException) {
            return ofStranger(what, e);
        }
        return ofConnection(what, e);
    }

    /** What is there speaks HTTP, but not S3; or a proxy speaks for a store that is away, which may come back. */
    private RuntimeException ofStranger(String what, Exception e) {
        String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        String shortened = said.length() <= LONGEST_QUOTE ? said : said.substring(0, LONGEST_QUOTE) + "…";
        return PROXY_SPEAKS.matcher(said).find()
                ? new StoreUnavailableException(cannot(what) + shortened, e)
                : new StoreRefusedException(
                        cannot(what) + "what answers there is no S3 store (" + shortened
                                + "). Check sitemend.store.endpoint",
                        e);
    }

    private RuntimeException ofResponse(String what, ErrorResponseException e) {
        int status = e.response().code();
        String code = code(e);
        String said = status + " " + code + ", " + e.errorResponse().message();
        if (WRONG_KEYS.contains(code)) {
            return new StoreRefusedException(
                    cannot(what) + "it does not accept the keys (" + said
                            + "). Check sitemend.store.access-key and sitemend.store.secret-key",
                    e);
        }
        if (code.equals("NoSuchBucket")) {
            return new StoreRefusedException(
                    cannot(what) + "there is no such bucket. Create it, or check sitemend.store.bucket", e);
        }
        if (code.equals("RequestTimeTooSkewed")) {
            return new StoreRefusedException(
                    cannot(what) + "its clock and ours differ too much (" + said + "). Set the clocks by NTP", e);
        }
        if (status == FORBIDDEN) {
            return new StoreRefusedException(
                    cannot(what) + "the keys may not do that, or are wrong (" + said
                            + "). Check sitemend.store.access-key and sitemend.store.secret-key, and what they are allowed to do"
                            + " in this bucket: read, write, list, delete",
                    e);
        }
        if (status == NOT_IMPLEMENTED) {
            return new StoreRefusedException(cannot(what) + "it can not do that (" + said + ")", e);
        }

        boolean tryAgain = status >= SERVER_ERROR
                || status == TOO_MANY_REQUESTS
                || status == REQUEST_TIMEOUT
                || TRY_AGAIN.contains(code);
        return tryAgain
                ? new StoreUnavailableException(cannot(what) + "it answered " + said, e)
                : new StoreRefusedException(cannot(what) + "it answered " + said, e);
    }

    private RuntimeException ofConnection(String what, Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }

        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        if (cause instanceof GeneralSecurityException || cause instanceof SSLPeerUnverifiedException) {
            return new StoreRefusedException(
                    cannot(what) + "its certificate is not to be trusted (" + reason
                            + "). Set sitemend.store.ca to a PEM file with the certificate of its authority, and check that"
                            + " the certificate has the name that stands in sitemend.store.endpoint",
                    e);
        }
        if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
            reason += ". Is it running, and is sitemend.store.endpoint right?";
        }
        return new StoreUnavailableException(cannot(what) + reason, e);
    }

    private String cannot(String what) {
        return "Cannot " + what + " in " + settings + ": ";
    }

    private static String code(ErrorResponseException e) {
        String code = e.errorResponse().code();
        return code == null ? "" : code;
    }
}
