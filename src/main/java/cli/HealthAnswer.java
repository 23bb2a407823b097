package cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * The answer of a health address.
 *
 * @param why the cause in one line; empty if the pipeline is up
 */
record HealthAnswer(boolean isUp, String why) {

    private static final int CONNECT = 2_000;
    private static final int READ = 5_000;

    /** Maximum length of the answer, because another program may listen at this address. */
    private static final int LONGEST = 64 * 1024;

    /** Sends one request, and waits a few seconds at most. */
    static HealthAnswer of(URI address) {
        try {
            HttpURLConnection connection = connection(address);
            int status = connection.getResponseCode();
            return switch (status) {
                case HttpURLConnection.HTTP_OK -> new HealthAnswer(true, "");
                case HttpURLConnection.HTTP_UNAVAILABLE -> down(failed(connection.getErrorStream()));
                case HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN ->
                    down(address + " answers " + status
                            + ": only loopback needs no password, so quarkus.http.host must be 127.0.0.1 or 0.0.0.0");
                default -> down(address + " answers " + status + ": is it another program's?");
            };
        } catch (SocketTimeoutException e) {
            return down(address + " does not answer in time");
        } catch (IOException | GeneralSecurityException e) {
            return down("nothing answers at " + address + " (" + e.getMessage() + "): is the pipeline running?");
        }
    }

    private static HealthAnswer down(String why) {
        return new HealthAnswer(false, why.replaceAll("\\p{Cntrl}", " "));
    }

    private static HttpURLConnection connection(URI address) throws IOException, GeneralSecurityException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(CONNECT);
        connection.setReadTimeout(READ);
        connection.setInstanceFollowRedirects(false);
        if (connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(ofAnyCertificate().getSocketFactory());
            secure.setHostnameVerifier((host, session) -> true);
        }
        return connection;
    }

    /**
     * The certificate is for the load balancer's clients and names another host. No secret is sent, and the answer is
     * not trusted.
     */
    private static SSLContext ofAnyCertificate() throws GeneralSecurityException {
        SSLContext any = SSLContext.getInstance("TLS");
        any.init(null, new TrustManager[] {new AnyCertificate()}, null);
        return any;
    }

    /** @return names and messages of the checks that are down */
    private static String failed(InputStream answer) throws IOException {
        try (InputStream body = answer == null ? InputStream.nullInputStream() : answer) {
            JsonNode checks =
                    new ObjectMapper().readTree(body.readNBytes(LONGEST)).path("checks");
            return StreamSupport.stream(checks.spliterator(), false)
                    .filter(check -> !check.path("status").asText().equals("UP"))
                    .map(check -> check.path("name").asText() + data(check.path("data")))
                    .collect(Collectors.joining("; "));
        } catch (JsonProcessingException e) {
            return "its address answers 503 without the cause: is it another program's?";
        }
    }

    private static String data(JsonNode data) {
        return data.properties().stream()
                .map(one -> " " + one.getKey() + "=" + one.getValue().asText())
                .collect(Collectors.joining());
    }

    private static class AnyCertificate implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
