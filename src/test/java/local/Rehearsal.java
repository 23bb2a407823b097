package local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends one mail through a process that is pipeline and courier at once, with prepared answers of AWS. The class
 * archive contains the classes that this loads. The alias's command ends after the pipeline has handed the mail over
 * and deleted the message. Then the process ends. The image contains only this class: it uses nothing but the JDK.
 *
 * <p>{@code java -cp … local.Rehearsal COMMAND…} runs the command and exits with its code: 0 if the mail completed its
 * path. It prints how long after its start the program behind the alias had the mail's first byte. With {@code courier}
 * as its last word the command is a courier, which ends by itself.
 */
public final class Rehearsal {

    private static final String NO_SUCH_KEY = "<Error><Code>NoSuchKey</Code></Error>";
    private static final String NO_OBJECTS = "<ListBucketResult/>";
    private static final String RAW = "raw/rehearsal";
    private static final Pattern STATUS = Pattern.compile("\":status\":\\{\"S\":\"([A-Z_]+)\"}");
    private static final String MAIL = String.join(
            "\r\n",
            "From: buyer@market.example",
            "To: ne-001@rehearsal.example",
            "Subject: =?ISO-2022-JP?B?GyRCQ21KOBsoQg==?=",
            "MIME-Version: 1.0",
            "Content-Type: multipart/mixed; boundary=b",
            "",
            "--b",
            "Content-Type: text/plain; charset=ISO-2022-JP",
            "",
            "\033$BCmJ8\033(B",
            "--b",
            "Content-Type: application/pdf; name=order.pdf",
            "Content-Transfer-Encoding: base64",
            "",
            Base64.getEncoder().encodeToString(new byte[100]),
            "--b--",
            "");
    private static final String NOTIFICATION = """
            {"notificationType":"Received","mail":{"timestamp":"2026-01-01T00:00:00.000Z","source":"buyer@market.example",\
            "messageId":"rehearsal","destination":["ne-001@rehearsal.example"]},"receipt":{"recipients":["ne-001@rehearsal.example"],\
            "spamVerdict":{"status":"PASS"},"virusVerdict":{"status":"PASS"},\
            "action":{"type":"S3","bucketName":"rehearsal","objectKey":"raw/rehearsal"}}}""";
    private static final String ROW = """
            {"Attributes":{"partition":{"S":"rehearsal.example/rehearsal"},"mail":{"S":"rehearsal"},"delivery":{"S":"-"},"recipient":{"S":"ne-001@rehearsal.example"},\
            "sender":{"S":"buyer@market.example"},"receivedAt":{"N":"1767225600000"},"bucket":{"S":"rehearsal"},"key":{"S":"raw/rehearsal"},\
            "set":{"S":"rehearsal"},"tenant":{"S":"ne-001"},"owner":{"S":"-"},"fence":{"N":"1"},"attempt":{"N":"1"},"first":{"N":"1"},"dueAt":{"N":"1767225600000"},"status":{"S":"%2$s"},\
            "timeline":{"L":[%1$s,%1$s]}}}""";
    private static final String EVENT = """
            {"M":{"at":{"S":"2026-01-01T00:00:00Z"},"status":{"S":"%s"},"by":{"S":"-"},"note":{"S":""}}}""";
    private static final String EMPTY_QUEUE = """
            {"Attributes":{"ApproximateNumberOfMessages":"0","ApproximateNumberOfMessagesNotVisible":"0"}}""";

    private final AtomicBoolean announced = new AtomicBoolean();
    private final CountDownLatch mailSettled = new CountDownLatch(1);
    private volatile boolean handedOver;

    private Rehearsal() {}

    public static void main(String... command) throws Exception {
        System.exit(new Rehearsal().run(command));
    }

    private int run(String... command) throws Exception {
        Path folder = Files.createTempDirectory("rehearsal-");
        Path settled = folder.resolve("settled");
        Path begun = folder.resolve("begun");
        Path program = script(folder, begun, settled);
        Path aliases = Files.writeString(folder.resolve("aliases"), "ne-001: |" + program + "\n");
        // otherwise an answer may wait 40 ms for an acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        door.setExecutor(Executors.newCachedThreadPool());
        door.createContext("/", this::answer);
        door.start();
        String address = "http://127.0.0.1:" + door.getAddress().getPort();
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(settings(address, aliases));
        if (command[command.length - 1].equals("courier")) {
            mailSettled.countDown(); // no hand-over
            wakeUp(address);
        }
        Instant start = Instant.now();
        Process process = builder.start();
        while (process.isAlive() && !mailSettled.await(100, TimeUnit.MILLISECONDS)) {}
        Files.createFile(settled);
        int end = process.waitFor();
        if (Files.exists(begun)) {
            Duration firstByte =
                    Duration.between(start, Files.getLastModifiedTime(begun).toInstant());
            System.err.printf("the program's first byte: %d ms%n", firstByte.toMillis());
        }
        for (Path file : List.of(begun, settled, program, aliases, folder)) {
            Files.deleteIfExists(file);
        }
        return end;
    }

    /** Sends requests to the emulated AWS first, because the real AWS has no warm-up and runs on other processors. */
    private static void wakeUp(String door) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest mail = HttpRequest.newBuilder(URI.create(door + "/" + RAW)).build();
        HttpRequest row = HttpRequest.newBuilder(URI.create(door))
                .header("X-Amz-Target", "DynamoDB_20120810.UpdateItem")
                .POST(BodyPublishers.ofString("{}"))
                .build();
        for (int i = 0; i < 300; i++) {
            client.send(mail, BodyHandlers.discarding());
            client.send(row, BodyHandlers.discarding());
        }
    }

    private static Path script(Path folder, Path begun, Path settled) throws IOException {
        Path program = Files.writeString(folder.resolve("program"), """
                #!/bin/sh
                head -c 1 >/dev/null
                : >%s
                cat >/dev/null
                until [ -e %s ]; do sleep 0.1; done
                """.formatted(begun, settled));
        if (!program.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + program + " executable");
        }
        return program;
    }

    private static Map<String, String> settings(String door, Path aliases) {
        return Map.ofEntries(
                Map.entry("HIKYAKU_AWS_ENDPOINTS_SQS", door),
                Map.entry("HIKYAKU_AWS_ENDPOINTS_S3", door),
                Map.entry("HIKYAKU_AWS_ENDPOINTS_DYNAMODB", door),
                Map.entry("HIKYAKU_AWS_ENDPOINTS_ECS", door),
                Map.entry("AWS_ACCESS_KEY_ID", "none"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "none"),
                Map.entry("QUARKUS_HTTP_PORT", "0"),
                Map.entry("CAMEL_MAIN_ROUTE_FILTER_EXCLUDE_PATTERN", "work-deliveries"),
                Map.entry("HIKYAKU_QUEUE_MAIL", door + "/000000000000/mail"),
                Map.entry("HIKYAKU_SETS_REHEARSAL_DOMAINS", "rehearsal.example"),
                Map.entry("HIKYAKU_SETS_REHEARSAL_ALIASES", aliases.toString()),
                Map.entry("HIKYAKU_SETS_REHEARSAL_CLUSTER", "rehearsal"),
                Map.entry("HIKYAKU_SETS_REHEARSAL_TASK_DEFINITION", "rehearsal"),
                Map.entry("HIKYAKU_SETS_REHEARSAL_TIME_LIMIT", "PT1M"),
                Map.entry("HIKYAKU_SWEEP_INBOXES", "rehearsal"),
                Map.entry("HIKYAKU_COURIER_MAIL", "rehearsal"),
                Map.entry("HIKYAKU_COURIER_RECIPIENT", "ne-001@rehearsal.example"),
                Map.entry("HIKYAKU_COURIER_ATTEMPT", "1"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String answered =
                target == null ? object(exchange) : service(target.substring(target.indexOf('.') + 1), request);
        int status = answered.equals(NO_SUCH_KEY) ? 404 : 200;
        byte[] answer = exchange.getRequestMethod().equals("HEAD")
                ? new byte[0]
                : answered.getBytes(StandardCharsets.ISO_8859_1);
        exchange.getResponseHeaders().add("ETag", "\"rehearsal\"");
        exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static String object(HttpExchange exchange) {
        boolean written = exchange.getRequestMethod().equals("PUT");
        boolean listed = String.valueOf(exchange.getRequestURI().getQuery()).contains("list-type");
        boolean raw = exchange.getRequestURI().getPath().endsWith(RAW);
        return written ? "" : raw ? MAIL : listed ? NO_OBJECTS : NO_SUCH_KEY;
    }

    private String service(String operation, String request) {
        return switch (operation) {
            case "ReceiveMessage" ->
                request.contains("/mail\"") && announced.compareAndSet(false, true) ? message() : nothing();
            case "DeleteMessageBatch" -> {
                if (handedOver) {
                    mailSettled.countDown();
                }
                yield "{\"Successful\":[],\"Failed\":[]}";
            }
            case "UpdateItem" -> row(status(request));
            case "RunTask" -> {
                handedOver = true;
                yield "{\"tasks\":[{\"taskArn\":\"arn:aws:ecs:us-east-1:000000000000:task/rehearsal/1\"}],\"failures\":[]}";
            }
            case "GetQueueAttributes" -> EMPTY_QUEUE;
            case "Query" -> "{\"Items\":[],\"Count\":0}";
            default -> "{}";
        };
    }

    /** Delays empty answers, so that queues are not polled without a pause. */
    private static String nothing() {
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        return "{}";
    }

    private static String message() {
        try {
            byte[] md5 = MessageDigest.getInstance("MD5").digest(NOTIFICATION.getBytes(StandardCharsets.UTF_8));
            return "{\"Messages\":[{\"MessageId\":\"1\",\"ReceiptHandle\":\"1\",\"MD5OfBody\":\"%s\",\"Body\":\"%s\"}]}"
                    .formatted(HexFormat.of().formatHex(md5), NOTIFICATION.replace("\"", "\\\""));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    private static String row(String status) {
        return ROW.formatted(EVENT.formatted(status), status);
    }

    /** The status in an UpdateItem; only claims name its placeholder differently. */
    private static String status(String request) {
        Matcher status = STATUS.matcher(request);
        return status.find() ? status.group(1) : "CLAIMED";
    }
}
