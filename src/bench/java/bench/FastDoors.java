package bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;

/**
 * Fast emulators of SQS, DynamoDB and ECS on one port, for the requests of a pipeline whose mails all succeed. The
 * queue is in memory, every conditional write succeeds, and no task runs. They show the throughput of the program
 * itself; other tests show that it is correct.
 */
final class FastDoors implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAME = Pattern.compile("#\\w+");
    private static final Pattern MAIL = Pattern.compile("\"HIKYAKU_COURIER_MAIL\",\"value\":\"([^\"]+)\"");
    private static final String NO_MESSAGE = "{}";
    private static final String EMPTY = "{\"Attributes\":{\"ApproximateNumberOfMessages\":\"0\",\"ApproximateNumberOfMessagesNotVisible\":\"0\"}}";
    private static final String TASK = "arn:aws:ecs:us-east-1:000000000000:task/bench/0123456789abcdef0123456789abcdef";

    private final Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
    private final Map<String, BlockingQueue<String>> queues = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> taken = new ConcurrentHashMap<>();
    private final Map<String, ObjectNode> rows = new ConcurrentHashMap<>();
    private final Map<String, Long> handedOver = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();

    FastDoors() throws Exception {
        server.setHandler(new Doors());
        server.start();
    }

    URI endpoint() {
        return server.getURI();
    }

    /**
     * @param all false for the settings of ECS alone. The limit of launches is higher than a program with eight threads
     *     can reach.
     */
    Map<String, String> settings(boolean all) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "QUARKUS_HTTP_PORT", "0",
                "HIKYAKU_LAUNCHES_PER_SECOND", "2000",
                "HIKYAKU_AWS_ENDPOINTS_ECS", endpoint().toString()));
        if (all) {
            List.of("SQS", "DYNAMODB", "S3")
                    .forEach(service -> settings.put("HIKYAKU_AWS_ENDPOINTS_" + service, endpoint().toString()));
            settings.put("HIKYAKU_LEDGER_TABLE", "hikyaku-deliveries");
            settings.put("AWS_ACCESS_KEY_ID", "local");
            settings.put("AWS_SECRET_ACCESS_KEY", "local");
        }
        return settings;
    }

    void send(String queue, String message) {
        queue(queue).add(message);
    }

    /** @return messages that were deleted from the queue */
    long settled(String queue) {
        return count(taken, name(queue)).sum();
    }

    /** @return {@code System.nanoTime()} at the mail's first RunTask; null if there was none */
    Long handedOver(String mail) {
        return handedOver.get(mail);
    }

    Map<String, LongAdder> requests() {
        return requests;
    }

    /** Deletes rows and times of mails that are no longer needed. */
    void forget() {
        rows.clear();
        handedOver.clear();
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    private BlockingQueue<String> queue(String url) {
        return queues.computeIfAbsent(name(url), name -> new LinkedBlockingQueue<>());
    }

    private static String name(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static LongAdder count(Map<String, LongAdder> counts, String name) {
        return counts.computeIfAbsent(name, key -> new LongAdder());
    }

    private final class Doors extends Handler.Abstract {

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            String body = Content.Source.asString(request, StandardCharsets.UTF_8);
            String target = request.getHeaders().get("X-Amz-Target");
            String operation = target == null ? "S3" : target.substring(target.lastIndexOf('.') + 1);
            String answer = answer(operation, body);
            if (!operation.equals("ReceiveMessage") || !answer.equals(NO_MESSAGE)) {
                count(requests, operation).increment(); // an empty poll belongs to no mail
            }
            response.getHeaders().put("Content-Type", "application/x-amz-json-1.0");
            Content.Sink.write(response, true, answer, callback);
            return true;
        }

        private String answer(String operation, String body) throws Exception {
            return switch (operation) {
                case "RunTask" -> run(body);
                case "UpdateItem" -> update(JSON.readTree(body)).toString();
                case "ReceiveMessage" -> receive(JSON.readTree(body)).toString();
                case "DeleteMessage" -> delete(JSON.readTree(body).path("QueueUrl").asText(), 1);
                case "DeleteMessageBatch" -> {
                    JsonNode batch = JSON.readTree(body);
                    yield delete(batch.path("QueueUrl").asText(), batch.path("Entries").size());
                }
                case "GetQueueUrl" -> "{\"QueueUrl\":\"" + endpoint() + JSON.readTree(body).path("QueueName").asText() + "\"}";
                case "Query", "GetItem" -> "{\"Items\":[],\"Count\":0}";
                case "GetQueueAttributes" -> EMPTY;
                case "S3" -> "";
                default -> "{\"Successful\":[],\"Failed\":[]}";
            };
        }
    }

    private String run(String body) {
        Matcher mail = MAIL.matcher(body);
        if (mail.find()) {
            handedOver.putIfAbsent(mail.group(1), System.nanoTime());
        }
        return "{\"tasks\":[{\"taskArn\":\"" + TASK + "\"}],\"failures\":[]}";
    }

    private String delete(String url, int messages) {
        count(taken, name(url)).add(messages);
        return "{\"Successful\":[],\"Failed\":[]}";
    }

    private ObjectNode receive(JsonNode request) throws InterruptedException, NoSuchAlgorithmException {
        BlockingQueue<String> queue = queue(request.path("QueueUrl").asText());
        ObjectNode answer = JSON.createObjectNode();
        String message = queue.poll(Math.max(1, request.path("WaitTimeSeconds").asInt()), TimeUnit.SECONDS);
        if (message == null) {
            return answer;
        }
        ArrayNode messages = answer.putArray("Messages");
        for (int most = request.path("MaxNumberOfMessages").asInt(1); message != null; message = --most > 0 ? queue.poll() : null) {
            byte[] md5 = MessageDigest.getInstance("MD5").digest(message.getBytes(StandardCharsets.UTF_8));
            messages.addObject()
                    .put("MessageId", UUID.randomUUID().toString())
                    .put("ReceiptHandle", UUID.randomUUID().toString())
                    .put("MD5OfBody", HexFormat.of().formatHex(md5))
                    .put("Body", message);
        }
        return answer;
    }

    private ObjectNode update(JsonNode request) {
        if (request.at("/Key/partition/S").asText().equals("directory")) {
            return JSON.createObjectNode(); // each process writes the directory once, and nothing here reads it
        }
        String key = request.path("Key").toString();
        ObjectNode row = rows.computeIfAbsent(key, none -> request.path("Key").deepCopy());
        synchronized (row) {
            JsonNode values = request.path("ExpressionAttributeValues");
            String update = request.path("UpdateExpression").asText();
            int remove = update.indexOf(" REMOVE ");
            String sets = update.substring("SET ".length(), remove < 0 ? update.length() : remove);
            for (String set : sets.split(", (?=#\\w+ = )")) {
                String[] sides = set.split(" = ", 2);
                row.set(sides[0].substring(1), new Value(row, values).of(sides[1]));
            }
            if (remove > 0) {
                NAME.matcher(update).region(remove, update.length()).results().forEach(name -> row.remove(name.group().substring(1)));
            }
            ObjectNode answer = JSON.createObjectNode();
            if (request.path("ReturnValues").asText().equals("ALL_NEW")) {
                answer.set("Attributes", row.deepCopy());
            }
            return answer;
        }
    }

    /** The value of an update expression's right side. */
    private record Value(ObjectNode row, JsonNode values) {

        JsonNode of(String expression) {
            if (expression.startsWith("list_append(")) {
                String[] lists = expression.substring("list_append(".length(), expression.length() - 1).split(", (?=:\\w+$)");
                ObjectNode joined = JSON.createObjectNode();
                joined.putArray("L").addAll((ArrayNode) of(lists[0]).path("L")).addAll((ArrayNode) of(lists[1]).path("L"));
                return joined;
            }
            int plus = expression.indexOf(" + ");
            if (plus > 0) {
                long sum = of(expression.substring(0, plus)).path("N").asLong() + of(expression.substring(plus + 3)).path("N").asLong();
                return JSON.createObjectNode().put("N", Long.toString(sum));
            }
            if (expression.startsWith("if_not_exists(")) {
                String[] both = expression.substring("if_not_exists(".length(), expression.length() - 1).split(", ");
                return row.has(both[0].substring(1)) ? of(both[0]) : of(both[1]);
            }
            return expression.startsWith(":") ? values.path(expression) : row.path(expression.substring(1));
        }
    }
}
