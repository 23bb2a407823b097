package doctor.aws;

import java.util.Set;

/**
 * An error answer of AWS that says something about the resource. If the caller lacks a permission, {@link NotAsked} is
 * thrown instead.
 */
public final class AwsRefusal extends RuntimeException {

    private static final Set<String> OF_CREDENTIALS = Set.of(
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "SignatureDoesNotMatch",
            "InvalidSignatureException",
            "IncompleteSignature",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "ExpiredToken",
            "ExpiredTokenException",
            "RequestExpired",
            "InvalidAccessKeyId",
            "AuthFailure");

    private final String code;
    private final int status;

    public AwsRefusal(String permission, int status, String code) {
        super(permission + " is answered by " + (code.isEmpty() ? "HTTP " + status : code));
        this.code = code;
        this.status = status;
    }

    public String code() {
        return code;
    }

    /** S3 answers some requests without a body, so only a status is known. */
    public boolean isNotFound() {
        return status == 404
                || code.contains("NotFound")
                || code.startsWith("NoSuch")
                || code.contains("NonExistent")
                || code.contains("DoesNotExist");
    }

    public boolean isOfCredentials() {
        return OF_CREDENTIALS.contains(code);
    }
}
