package doctor;

import doctor.aws.Calls;
import doctor.aws.SignedRequests;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;

/** How AWS and DNS are called: with which credentials, where, and with which time limit. */
public final class Questions implements AutoCloseable {

    private final Calls calls;
    private final Dns dns;

    /**
     * @param endpoints hikyaku.aws.endpoints; {@code dns} is {@code dns://HOST:PORT}
     * @param limit time limit of each call
     */
    public Questions(
            SdkHttpClient http,
            Vertx vertx,
            AwsCredentialsProvider credentials,
            Map<String, URI> endpoints,
            Duration limit) {
        this.calls = new Calls(new SignedRequests(http, credentials, endpoints), limit);
        this.dns = new VertxDns(calls, vertx, endpoints);
    }

    /** Calls with the credentials that the SDK finds, and a limit of five seconds per call. */
    public Questions(SdkHttpClient http, Vertx vertx, Map<String, URI> endpoints) {
        this(http, vertx, DefaultCredentialsProvider.builder().build(), endpoints, Calls.LIMIT);
    }

    Calls calls() {
        return calls;
    }

    Dns dns() {
        return dns;
    }

    @Override
    public void close() {
        calls.close();
    }
}
