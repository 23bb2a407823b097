package local.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The tasks of the local ECS, each in its own process. Client tokens and events work as in ECS. The tasks are stored in
 * the data folder.
 */
final class LocalTasks implements AutoCloseable {

    private static final String ARN = "arn:aws:ecs:local:000000000000:task/";

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, ObjectNode> byArn = new LinkedHashMap<>();
    private final Map<String, Process> processes = new ConcurrentHashMap<>();
    private final Path file;
    private final TaskDefinition definition;
    private final Consumer<String> events;
    private final ExecutorService launcher;
    private final AtomicInteger killedWithoutCommand = new AtomicInteger();
    private volatile URI metadata;

    LocalTasks(Path data, TaskDefinition definition, Consumer<String> events) throws IOException {
        this.file = data.resolve("tasks.json");
        this.definition = definition;
        this.events = events;
        this.launcher = Executors.newFixedThreadPool(definition.atOnce());
        if (Files.exists(file)) {
            for (JsonNode task : json.readTree(file.toFile())) {
                byArn.put(task.path("taskArn").asText(), (ObjectNode) task);
            }
            // their processes ended with the last run
            byArn.values().stream()
                    .filter(task -> !isStopped(task))
                    .forEach(task -> stopped(task, "TerminationNotice", null));
        }
    }

    /** An earlier request used the token with other content. */
    static final class Conflict extends Exception {
        private final String arn;

        Conflict(String arn) {
            super("conflict");
            this.arn = arn;
        }

        String arn() {
            return arn;
        }
    }

    synchronized ObjectNode run(JsonNode request) throws Conflict {
        String token = request.path("clientToken").asText("");
        List<ObjectNode> known = byArn.values().stream()
                .filter(task -> !token.isEmpty())
                .filter(task -> task.path("clientToken").asText().equals(token))
                .toList();
        if (!known.isEmpty()) {
            if (!known.get(0).path("request").equals(request)) {
                throw new Conflict(known.get(0).path("taskArn").asText());
            }
            return answer(known);
        }
        List<ObjectNode> tasks = new ArrayList<>();
        for (int i = 0; i < request.path("count").asInt(1); i++) {
            tasks.add(create(request, token));
        }
        return answer(tasks);
    }

    private ObjectNode create(JsonNode request, String token) {
        ObjectNode task = json.createObjectNode();
        String arn = ARN + UUID.randomUUID();
        task.put("taskArn", arn)
                .put(
                        "clusterArn",
                        "arn:aws:ecs:local:000000000000:cluster/"
                                + request.path("cluster").asText())
                .put("lastStatus", "PENDING")
                .put("version", 1)
                .put("clientToken", token);
        task.set("request", request);
        task.set("overrides", request.path("overrides"));
        task.set("startedBy", request.path("startedBy"));
        byArn.put(arn, task);
        save();
        event(task);
        launcher.execute(() -> launch(task));
        return task;
    }

    synchronized ObjectNode describe(JsonNode request) {
        ObjectNode answer = json.createObjectNode();
        ArrayNode found = answer.putArray("tasks");
        ArrayNode missing = answer.putArray("failures");
        for (JsonNode arn : request.path("tasks")) {
            ObjectNode task = byArn.get(arn.asText());
            if (task == null) {
                missing.addObject().put("arn", arn.asText()).put("reason", "MISSING");
            } else {
                found.add(shown(task));
            }
        }
        return answer;
    }

    ObjectNode stop(JsonNode request) {
        String arn = request.path("task").asText();
        ObjectNode answer = json.createObjectNode();
        synchronized (this) {
            ObjectNode task = byArn.get(arn);
            task.put("desiredStatus", "STOPPED").put("stopCode", "UserInitiated");
            if (task.path("lastStatus").asText().equals("RUNNING")) {
                change(task, "STOPPING");
            }
            answer.set("task", shown(task));
        }
        Process process = processes.get(arn);
        if (process != null) {
            process.destroy();
        }
        return answer;
    }

    synchronized ObjectNode list(JsonNode request) {
        JsonNode startedBy = request.path("startedBy");
        ObjectNode answer = json.createObjectNode();
        ArrayNode arns = answer.putArray("taskArns");
        String family = request.path("family").asText("");
        boolean ended = request.path("desiredStatus").asText().equals("STOPPED");
        byArn.values().stream()
                .filter(task -> ended == (isStopped(task) || task.has("desiredStatus")))
                .filter(task -> startedBy.isMissingNode()
                        || task.path("request").path("startedBy").equals(startedBy))
                .filter(task -> family.isEmpty() || family.equals(family(task)))
                .forEach(task -> arns.add(task.path("taskArn")));
        return answer;
    }

    private static String family(ObjectNode task) {
        return task.path("request").path("taskDefinition").asText().replaceAll("^.*/|:.*$", "");
    }

    /** The endpoint from which a task reads its metadata. */
    void tellMetadata(URI endpoint) {
        metadata = endpoint;
    }

    /** The metadata of the task that a container belongs to. */
    static String metadata(String path) {
        String id = path.replaceAll("^/v4/|/task$", "");
        return "{\"TaskARN\": \"" + ARN + id + "\"}";
    }

    /** @return the request that each task was started with, oldest first */
    synchronized List<JsonNode> requests() {
        return byArn.values().stream().map(task -> task.path("request")).toList();
    }

    /** @return number of killed tasks without a running command at that moment */
    int killedWithoutCommand() {
        return killedWithoutCommand.get();
    }

    synchronized int running() {
        return (int) byArn.values().stream().filter(task -> !isStopped(task)).count();
    }

    synchronized int count() {
        return byArn.size();
    }

    /** Ends all tasks for a reason inside ECS. @param exitCode null if no container has started */
    void endAll(String stopCode, Integer exitCode) {
        List<ObjectNode> open;
        synchronized (this) {
            open = byArn.values().stream().filter(task -> !isStopped(task)).toList();
            open.forEach(task -> stopped(task, stopCode, exitCode));
        }
        processes.values().forEach(this::killed);
    }

    boolean killOne() {
        return processes.values().stream()
                .filter(Process::isAlive)
                .findAny()
                .map(this::killed)
                .isPresent();
    }

    /** Kills the process with its descendants, as when a container dies. */
    private Process killed(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        if (children.isEmpty()) {
            killedWithoutCommand.incrementAndGet();
        }
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        return process;
    }

    /** After it returns, no task starts and no task writes. */
    @Override
    public void close() {
        launcher.shutdownNow();
        processes.values().forEach(this::killed);
        try {
            launcher.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void launch(ObjectNode task) {
        String arn = task.path("taskArn").asText();
        try {
            Path log = definition.log().resolve(arn.substring(ARN.length()) + ".log");
            ProcessBuilder builder = new ProcessBuilder(definition.command())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            String family = task.path("request").path("taskDefinition").asText();
            builder.environment().putAll(new LocalSets(definition.environment()).of(family));
            builder.environment().put("AWS_ACCESS_KEY_ID", AwsNames.accessKey(family));
            for (JsonNode container : task.path("overrides").path("containerOverrides")) {
                container
                        .path("environment")
                        .forEach(variable -> builder.environment()
                                .put(
                                        variable.path("name").asText(),
                                        variable.path("value").asText()));
            }
            if (metadata != null) {
                builder.environment()
                        .put("ECS_CONTAINER_METADATA_URI_V4", metadata + "/v4/" + arn.substring(ARN.length()));
            }
            Process process = start(task, builder);
            if (process != null) {
                stopped(task, "EssentialContainerExited", process.waitFor());
            }
        } catch (IOException e) {
            stopped(task, "TaskFailedToStart", null);
        } catch (InterruptedException shutdown) {
            killed(processes.get(arn));
            Thread.currentThread().interrupt();
        } finally {
            processes.remove(arn);
        }
    }

    /** A task that was ended before its process started never runs. @return null if the task was ended */
    private synchronized Process start(ObjectNode task, ProcessBuilder builder) throws IOException {
        if (task.has("desiredStatus")) {
            stopped(task, "UserInitiated", null);
        }
        if (isStopped(task)) {
            return null;
        }
        Process process = builder.start();
        processes.put(task.path("taskArn").asText(), process);
        change(task, "RUNNING");
        return process;
    }

    private synchronized void change(ObjectNode task, String status) {
        task.put("lastStatus", status).put("version", task.path("version").asInt() + 1);
        save();
        event(task);
    }

    /** STOPPED is the last status: later events change nothing. */
    private synchronized void stopped(ObjectNode task, String stopCode, Integer exitCode) {
        if (isStopped(task)) {
            return;
        }
        if (!task.has("stopCode")) {
            task.put("stopCode", stopCode);
        }
        ArrayNode containers = task.putArray("containers");
        if (exitCode != null) {
            containers
                    .addObject()
                    .put("name", "courier")
                    .put("lastStatus", "STOPPED")
                    .put("exitCode", exitCode);
        }
        change(task, "STOPPED");
    }

    private void event(ObjectNode task) {
        ObjectNode event = json.createObjectNode();
        event.put("version", "0")
                .put("id", UUID.randomUUID().toString())
                .put("detail-type", "ECS Task State Change")
                .put("source", "aws.ecs")
                .put("time", Instant.now().toString());
        event.set("detail", shown(task));
        events.accept(event.toString());
    }

    private ObjectNode answer(List<ObjectNode> tasks) {
        ObjectNode answer = json.createObjectNode();
        ArrayNode shown = answer.putArray("tasks");
        tasks.forEach(task -> shown.add(shown(task)));
        answer.putArray("failures");
        return answer;
    }

    private static ObjectNode shown(ObjectNode task) {
        ObjectNode shown = task.deepCopy();
        shown.remove("request");
        shown.remove("clientToken");
        return shown;
    }

    private static boolean isStopped(ObjectNode task) {
        return task.path("lastStatus").asText().equals("STOPPED");
    }

    private void save() {
        try {
            json.writeValue(file.toFile(), byArn.values());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the tasks", e);
        }
    }
}
