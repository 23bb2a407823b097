package local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Headless Chromium, controlled over its DevTools protocol: opens pages, evaluates scripts, takes pictures. */
public final class Browser implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_SECONDS = 60;

    /** A promise that is resolved after the page's own listeners have run. */
    private static final String LOADED = """
            new Promise(loaded => document.readyState === "complete"
                ? loaded(0)
                : addEventListener("load", () => setTimeout(loaded)))
            """;

    private final Process process;
    private final WebSocket socket;
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private int calls;

    /** @return the browser of this machine, if there is one */
    public static Optional<Path> installed() {
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param profile an empty folder */
    public Browser(Path program, Path profile) throws IOException, InterruptedException {
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--hide-scrollbars",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("browser.log").toFile())
                .start();
        Path portFile = profile.resolve("DevToolsActivePort");
        Waiting.until(
                "the browser is there",
                () -> Files.exists(portFile) && lines(portFile).size() > 1);
        HttpClient http = HttpClient.newHttpClient();
        URI pages = URI.create("http://127.0.0.1:" + lines(portFile).get(0) + "/json");
        JsonNode page =
                JSON.readTree(http.send(HttpRequest.newBuilder(pages).build(), HttpResponse.BodyHandlers.ofString())
                        .body());
        socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(page.path(0).path("webSocketDebuggerUrl").asText()), new Listener())
                .join();
        call("Page.enable", Map.of());
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of(); // Chromium has not finished the file
        }
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    answers.add(JSON.readTree(text.toString()));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    /** Settings of the next pages: size, colours, language, login. */
    public void see(String user, String language, boolean dark, int width, int height) throws InterruptedException {
        byte[] credentials = (user + ":" + user).getBytes(StandardCharsets.UTF_8);
        call("Network.enable", Map.of());
        call(
                "Network.setExtraHTTPHeaders",
                Map.of(
                        "headers",
                        Map.of(
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString(credentials),
                                "Accept-Language",
                                language)));
        call("Emulation.setLocaleOverride", Map.of("locale", language));
        String agent = evaluate("navigator.userAgent").asText();
        call("Emulation.setUserAgentOverride", Map.of("userAgent", agent, "acceptLanguage", language));
        call("Emulation.setTimezoneOverride", Map.of("timezoneId", "Asia/Tokyo"));
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    /** The timers of pages opened from now on are ten times as fast: for a page that refreshes itself. */
    public void hastenTimers() throws InterruptedException {
        String script = """
                const inTime = window.setTimeout;
                window.setTimeout = (action, milliseconds = 0, ...values) => inTime(action, milliseconds / 10, ...values);
                """;
        call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", "{" + script + "}"));
    }

    /** Returns after the page's listeners of the load event have run. */
    public void open(URI page) throws InterruptedException {
        answers.clear();
        call("Page.navigate", Map.of("url", page.toString())); // the answer comes when the new page has begun
        evaluate(LOADED);
    }

    /**
     * Evaluates a script that leads to another page, and returns after that page's listeners of the load event have
     * run.
     */
    public void follow(String script) throws InterruptedException {
        evaluate("window.isLeft = true;" + script + ";0");
        Waiting.closely("the script leads to a page", this::isAnotherPage);
        evaluate(LOADED);
    }

    private boolean isAnotherPage() throws InterruptedException {
        try {
            return evaluate("!window.isLeft").asBoolean();
        } catch (BetweenPages stillNavigating) {
            return false;
        }
    }

    /** @return the script's value; if it is a promise, the value to which it resolves */
    public JsonNode evaluate(String script) throws InterruptedException {
        JsonNode result =
                call("Runtime.evaluate", Map.of("expression", script, "awaitPromise", true, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(result.path("exceptionDetails").toString());
        }
        return result.path("result").path("value");
    }

    /** @param format the picture's format: png or webp */
    public byte[] picture(String format) throws InterruptedException {
        Map<String, Object> options =
                format.equals("png") ? Map.of("format", format) : Map.of("format", format, "quality", 60);
        return Base64.getDecoder()
                .decode(call("Page.captureScreenshot", options).path("data").asText());
    }

    /** @return the page to its end, as a PNG */
    public byte[] wholePage() throws InterruptedException {
        JsonNode size = call("Page.getLayoutMetrics", Map.of()).path("cssContentSize");
        Map<String, Object> clip =
                Map.of("x", 0, "y", 0, "scale", 1, "width", size.path("width"), "height", size.path("height"));
        Map<String, Object> options = Map.of("format", "png", "captureBeyondViewport", true, "clip", clip);
        return Base64.getDecoder()
                .decode(call("Page.captureScreenshot", options).path("data").asText());
    }

    private JsonNode call(String method, Map<String, ?> parameters) throws InterruptedException {
        int id = ++calls;
        ObjectNode request = JSON.createObjectNode().put("id", id).put("method", method);
        request.set("params", JSON.valueToTree(parameters));
        socket.sendText(request.toString(), true).join();
        while (true) {
            JsonNode answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (answer == null) {
                throw new IllegalStateException("the browser does not answer " + method);
            }
            if (answer.path("id").asInt() == id) {
                if (answer.at("/error/message").asText().equals(BetweenPages.MESSAGE)) {
                    throw new BetweenPages();
                }
                if (answer.has("error")) {
                    throw new IllegalStateException(method + ": " + answer.path("error"));
                }
                return answer.path("result");
            }
        }
    }

    @Override
    public void close() throws Exception {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroyForcibly().waitFor();
    }

    /** The browser left the page before the script had a value. */
    private static final class BetweenPages extends IllegalStateException {

        private static final long serialVersionUID = 1L;
        private static final String MESSAGE = "Inspected target navigated or closed";

        private BetweenPages() {
            super(MESSAGE);
        }
    }
}
