package local.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * KMS with one symmetric key: the JSON protocol of Encrypt, Decrypt and GenerateDataKey over HTTP. The ciphertext is
 * bound to the encryption context. The key is stored in the data folder. A test can disable the key or deny its use.
 */
public final class KmsServer implements AutoCloseable {

    public static final String KEY = "arn:aws:kms:us-east-1:000000000000:key/11111111-2222-3333-4444-555555555555";

    private static final String TARGET = "TrentService.";
    private static final int IV = 12;

    /** Why the key cannot be used, with KMS' own error. */
    public enum Trouble {
        DENIED("AccessDeniedException"),
        DISABLED("DisabledException"),
        PENDING_DELETION("KMSInvalidStateException"),
        UNAVAILABLE("KeyUnavailableException"),
        THROTTLED("ThrottlingException");

        private final String type;

        Trouble(String type) {
            this.type = type;
        }
    }

    private final ObjectMapper json = new ObjectMapper();
    private final SecureRandom random = new SecureRandom();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final SecretKeySpec key;
    private volatile Trouble trouble;

    public KmsServer(int port, Path data) throws IOException {
        Path file = data.resolve("kms.key");
        if (Files.notExists(file)) {
            Files.write(file, bytes(32));
        }
        this.key = new SecretKeySpec(Files.readAllBytes(file), "AES");
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on, each Decrypt gets this answer; SES can still encrypt. */
    public void refuse(Trouble trouble) {
        this.trouble = trouble;
    }

    public void behave() {
        trouble = null;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange http) throws IOException {
        JsonNode request = json.readTree(http.getRequestBody());
        String operation = http.getRequestHeaders().getFirst("X-Amz-Target").replace(TARGET, "");
        Trouble told = trouble;
        if (told != null && operation.equals("Decrypt")) {
            send(http, 400, error(told.type));
            return;
        }
        try {
            switch (operation) {
                case "Encrypt" ->
                    send(http, 200, encrypted(request.path("Plaintext").binaryValue(), request));
                case "GenerateDataKey" -> {
                    byte[] dataKey = bytes(32);
                    send(http, 200, encrypted(dataKey, request).put("Plaintext", dataKey));
                }
                case "Decrypt" -> send(http, 200, decrypted(request));
                default -> send(http, 400, error("UnknownOperationException"));
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            send(http, 400, error("InvalidCiphertextException"));
        }
    }

    private ObjectNode encrypted(byte[] plain, JsonNode request) throws GeneralSecurityException {
        byte[] iv = bytes(IV);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, iv, request).doFinal(plain);
        byte[] blob =
                ByteBuffer.allocate(IV + sealed.length).put(iv).put(sealed).array();
        return json.createObjectNode().put("KeyId", KEY).put("CiphertextBlob", blob);
    }

    private ObjectNode decrypted(JsonNode request) throws GeneralSecurityException {
        byte[] blob = Base64.getDecoder().decode(request.path("CiphertextBlob").asText());
        byte[] iv = Arrays.copyOf(blob, IV);
        byte[] plain = cipher(Cipher.DECRYPT_MODE, iv, request).doFinal(blob, IV, blob.length - IV);
        return json.createObjectNode().put("KeyId", KEY).put("Plaintext", plain);
    }

    private Cipher cipher(int mode, byte[] iv, JsonNode request) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(128, iv));
        TreeMap<String, String> context = new TreeMap<>();
        request.path("EncryptionContext")
                .properties()
                .forEach(field -> context.put(field.getKey(), field.getValue().asText()));
        cipher.updateAAD(context.toString().getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private ObjectNode error(String type) {
        return json.createObjectNode().put("__type", type).put("message", "told to");
    }

    private void send(HttpExchange http, int status, JsonNode body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        http.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        http.sendResponseHeaders(status, bytes.length);
        http.getResponseBody().write(bytes);
        http.close();
    }
}
