package doctor.aws;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.StringInputStream;

/** Sends small requests, signed by the SDK's signer, over the SDK's HTTP client. No request changes anything. */
public final class SignedRequests {

    /** Answers have a few KB; that for a rule set with 200 rules has about 400 KB. */
    private static final int LONGEST = 4 * 1024 * 1024;

    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;
    private final Map<String, URI> endpoints;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    public SignedRequests(SdkHttpClient http, AwsCredentialsProvider credentials, Map<String, URI> endpoints) {
        this.http = http;
        this.credentials = credentials;
        this.endpoints = endpoints;
    }

    /** @param saidAt time of the service's clock; empty if the answer had none */
    public record Answer(int status, Optional<Instant> saidAt, String body) {}

    /** Sends a request in the Query protocol. @throws NotAsked if a local cloud has no such service */
    public Answer query(AwsService service, String region, String action, Map<String, String> parameters)
            throws IOException {
        Map<String, String> form = new TreeMap<>(parameters);
        form.put("Action", action);
        form.put("Version", service.version());
        String body = form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(service, region, body, Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"));
    }

    /** Sends a request in the JSON protocol, 1.1. @throws NotAsked if a local cloud has no such service */
    public Answer json(AwsService service, String region, String operation, String body) throws IOException {
        return send(
                service,
                region,
                body,
                Map.of(
                        "Content-Type",
                        "application/x-amz-json-1.1",
                        "X-Amz-Target",
                        service.version() + "." + operation));
    }

    private Answer send(AwsService service, String region, String body, Map<String, String> headers)
            throws IOException {
        SdkHttpRequest.Builder request = post(service, region);
        headers.forEach(request::putHeader);
        SignedRequest signed = signer.sign(sign -> sign.identity(credentials.resolveCredentials())
                .request(request.build())
                .payload(() -> new StringInputStream(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service.signingName())
                .putProperty(AwsV4HttpSigner.REGION_NAME, service.region(region)));
        return read(http.prepareRequest(HttpExecuteRequest.builder()
                        .request(signed.request())
                        .contentStreamProvider(signed.payload().orElseThrow())
                        .build())
                .call());
    }

    /** Sends an unsigned request: AWS refuses it from any caller, and the refusal contains the time. */
    public Answer refused(AwsService service, String region) throws IOException {
        HttpExecuteRequest request = HttpExecuteRequest.builder()
                .request(post(service, region).build())
                .build();
        return read(http.prepareRequest(request).call());
    }

    private SdkHttpRequest.Builder post(AwsService service, String region) {
        return SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(endpoint(service, region));
    }

    private URI endpoint(AwsService service, String region) {
        URI told = endpoints.get(service.key());
        if (told != null) {
            return told;
        }
        if (isLocal(endpoints)) {
            throw NotAsked.because(
                    "the local cloud has no " + service.key() + " (hikyaku.aws.endpoints." + service.key() + ")");
        }
        String suffix = Region.of(region).metadata().partition().dnsSuffix();
        return URI.create("https://" + service.host(region, suffix));
    }

    /** A service without TLS is an emulator of AWS. */
    public static boolean isLocal(Map<String, URI> endpoints) {
        return endpoints.values().stream().anyMatch(endpoint -> "http".equals(endpoint.getScheme()));
    }

    private static Answer read(HttpExecuteResponse response) throws IOException {
        byte[] body = new byte[0];
        if (response.responseBody().isPresent()) {
            try (InputStream in = response.responseBody().get()) {
                body = in.readNBytes(LONGEST);
            }
        }
        return new Answer(
                response.httpResponse().statusCode(),
                response.httpResponse().firstMatchingHeader("Date").flatMap(SignedRequests::time),
                new String(body, StandardCharsets.UTF_8));
    }

    private static Optional<Instant> time(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** @return whether credentials exist and can be loaded */
    public boolean hasCredentials() {
        try {
            credentials.resolveCredentials();
            return true;
        } catch (SdkClientException e) {
            return false;
        }
    }
}
