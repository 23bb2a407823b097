package aws;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/**
 * Signs a request like an earlier one of the same operation, with the credentials of the SDK's client. The signing key
 * is derived once a day.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Signature
 *     Version 4</a>
 */
public final class RequestSigner {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int DAY = "yyyyMMdd".length();
    private static final HexFormat HEX = HexFormat.of();

    private final IdentityProvider<? extends AwsCredentialsIdentity> credentials;
    private final Clock clock;
    private volatile DayKey latest;

    /** @param day the day in UTC */
    private record DayKey(String secret, String day, String scope, byte[] key) {}

    public RequestSigner(IdentityProvider<? extends AwsCredentialsIdentity> credentials, Clock clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    SdkHttpRequest sign(RequestPattern pattern, byte[] body) {
        try {
            return sign(pattern, body, credentials.resolveIdentity().join(), TIME.format(clock.instant()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }

    private SdkHttpRequest sign(RequestPattern pattern, byte[] body, AwsCredentialsIdentity caller, String time)
            throws GeneralSecurityException {
        Optional<String> token = caller instanceof AwsSessionCredentialsIdentity session
                ? Optional.of(session.sessionToken())
                : Optional.empty();
        String hash = hash(body);
        String names = "content-type;host;x-amz-content-sha256;x-amz-date;"
                + (token.isPresent() ? "x-amz-security-token;" : "") + "x-amz-target";
        String canonical = "POST\n/\n\ncontent-type:" + pattern.contentType()
                + "\nhost:" + pattern.host()
                + "\nx-amz-content-sha256:" + hash
                + "\nx-amz-date:" + time
                + token.map(value -> "\nx-amz-security-token:" + value).orElse("")
                + "\nx-amz-target:" + pattern.target()
                + "\n\n" + names + "\n" + hash;
        DayKey key = key(caller.secretAccessKey(), time.substring(0, DAY), pattern);
        String scope = key.day + "/" + key.scope;
        String toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + hash(bytes(canonical));
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(pattern.uri())
                .putHeader("Host", pattern.host())
                .putHeader("Content-Type", pattern.contentType())
                .putHeader("Content-Length", Integer.toString(body.length))
                .putHeader("User-Agent", pattern.userAgent())
                .putHeader("X-Amz-Content-Sha256", hash)
                .putHeader("X-Amz-Date", time)
                .putHeader("X-Amz-Target", pattern.target())
                .putHeader(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + caller.accessKeyId() + "/" + scope + ", SignedHeaders=" + names
                                + ", Signature=" + HEX.formatHex(hmac(key.key, toSign)));
        token.ifPresent(value -> request.putHeader("X-Amz-Security-Token", value));
        return request.build();
    }

    private DayKey key(String secret, String day, RequestPattern pattern) throws GeneralSecurityException {
        DayKey known = latest;
        if (known == null || !known.day.equals(day) || !known.secret.equals(secret)) {
            byte[] ofDay = hmac(bytes("AWS4" + secret), day);
            byte[] ofService = hmac(hmac(ofDay, pattern.region()), pattern.service());
            known = new DayKey(
                    secret,
                    day,
                    pattern.region() + "/" + pattern.service() + "/aws4_request",
                    hmac(ofService, "aws4_request"));
            latest = known;
        }
        return known;
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(byte[] bytes) throws GeneralSecurityException {
        return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
