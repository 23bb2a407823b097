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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import local.constraints.AwsRequest;
import local.constraints.Refusal;
import local.constraints.RequestCheck;

/**
 * ECS over HTTP: the JSON protocol of RunTask, DescribeTasks, StopTask and ListTasks, for legal requests only. A test
 * can make it answer with failures or errors.
 */
public final class EcsServer implements AutoCloseable {

    private static final String TARGET = "AmazonEC2ContainerServiceV20141113.";

    private final ObjectMapper json = new ObjectMapper();
    private final Deque<Misbehaviour> misbehaviours = new ConcurrentLinkedDeque<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final LocalTasks tasks;
    private final RequestCheck check;
    private volatile Misbehaviour always;
    private volatile boolean isAway;

    EcsServer(int port, Path data, TaskDefinition definition, Consumer<String> events, RequestCheck check)
            throws IOException {
        this.check = check;
        this.tasks = new LocalTasks(data, definition, events);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::answer);
        server.createContext("/v4/", this::tellMetadata);
        server.setExecutor(threads);
        server.start();
        tasks.tellMetadata(endpoint());
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The answer of RunTask in place of a started task. */
    private record Misbehaviour(int status, ObjectNode body, boolean startsAllTheSame) {}

    /** The next RunTask requests get HTTP 200 with only this failure. */
    public void failNext(int requests, String reason) {
        for (int i = 0; i < requests; i++) {
            misbehaviours.add(failure(reason));
        }
    }

    /** While it is away, every request gets HTTP 503. */
    public void away(boolean away) {
        isAway = away;
    }

    /** From now on, every RunTask request gets this failure. */
    public void failAlways(String reason) {
        always = failure(reason);
    }

    /** The next RunTask request gets this error. */
    public void errorNext(int status, String type) {
        errorNext(status, type, "told to");
    }

    public void errorNext(int status, String type, String message) {
        misbehaviours.add(new Misbehaviour(status, error(type, message), false));
    }

    /** Ends all tasks for a reason inside ECS. @param exitCode null if no container has started */
    public void endAll(String stopCode, Integer exitCode) {
        tasks.endAll(stopCode, exitCode);
    }

    /** @return the RunTask request that each task was started with, oldest first */
    public List<JsonNode> requests() {
        return tasks.requests();
    }

    /** The next RunTask request starts its task, but the caller gets a server error. */
    public void loseNextAnswer() {
        misbehaviours.add(new Misbehaviour(500, error("ServerException", "told to"), true));
    }

    public void behave() {
        misbehaviours.clear();
        always = null;
    }

    /** @return number of tasks that have not stopped yet */
    public int running() {
        return tasks.running();
    }

    /** @return number of tasks started so far */
    public int started() {
        return tasks.count();
    }

    /**
     * Kills a running task as a crash of its host would, without a message from the courier. @return whether one was
     * running
     */
    public boolean killOne() {
        return tasks.killOne();
    }

    /** @return number of killed tasks without a running command at that moment, because it had just ended */
    public int killedWithoutCommand() {
        return tasks.killedWithoutCommand();
    }

    @Override
    public void close() {
        server.stop(0);
        tasks.close();
        threads.shutdownNow();
    }

    private void answer(HttpExchange http) throws IOException {
        String target = http.getRequestHeaders().getFirst("X-Amz-Target");
        String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> headers = target == null ? Map.of() : Map.of("X-Amz-Target", target);
        Optional<Refusal> refusal = check.refuses(new AwsRequest("POST", "/", "", headers, body));
        if (refusal.isPresent()) {
            send(http, refusal.get().status(), json.readTree(refusal.get().body()));
            return;
        }
        if (isAway) {
            send(http, 503, error("ServerException", "Service Unavailable"));
            return;
        }
        JsonNode request = json.readTree(body);
        String operation = target == null ? "" : target.replace(TARGET, "");
        switch (operation) {
            case "RunTask" -> runTask(http, request);
            case "DescribeTasks" -> send(http, 200, tasks.describe(request));
            case "StopTask" -> send(http, 200, tasks.stop(request));
            case "ListTasks" -> send(http, 200, tasks.list(request));
            default -> send(http, 400, error("InvalidParameterException", "unknown operation"));
        }
    }

    private void tellMetadata(HttpExchange http) throws IOException {
        send(http, 200, json.readTree(LocalTasks.metadata(http.getRequestURI().getPath())));
    }

    private void runTask(HttpExchange http, JsonNode request) throws IOException {
        try {
            Misbehaviour told = always != null ? always : misbehaviours.poll();
            if (told == null) {
                send(http, 200, tasks.run(request));
                return;
            }
            if (told.startsAllTheSame()) {
                tasks.run(request);
            }
            send(http, told.status(), told.body());
        } catch (LocalTasks.Conflict conflict) {
            ObjectNode body = error("ConflictException", "the token was used with other parameters");
            body.putArray("resourceIds").add(conflict.arn());
            send(http, 400, body);
        }
    }

    private Misbehaviour failure(String reason) {
        ObjectNode answer = json.createObjectNode();
        answer.putArray("tasks");
        answer.putArray("failures")
                .addObject()
                .put("arn", "arn:aws:ecs:local:000000000000:container-instance/x")
                .put("reason", reason);
        return new Misbehaviour(200, answer, false);
    }

    private ObjectNode error(String type, String message) {
        return json.createObjectNode().put("__type", type).put("message", message);
    }

    private void send(HttpExchange http, int status, JsonNode body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        http.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        http.sendResponseHeaders(status, bytes.length);
        http.getResponseBody().write(bytes);
        http.close();
    }
}
