package local.constraints;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The illegal requests that the servers of one local cloud have refused so far. A test that sends some on purpose
 * removes them. If any remain when its cloud is closed, the test fails.
 */
public final class IllegalRequests {

    private static final int NAMED = 20;

    private final List<IllegalRequest> requests = new ArrayList<>();

    public synchronized void add(IllegalRequest request) {
        requests.add(request);
    }

    /** @return all requests since the last call of this method, in their order */
    public synchronized List<IllegalRequest> take() {
        List<IllegalRequest> taken = List.copyOf(requests);
        requests.clear();
        return taken;
    }

    /** @throws AssertionError that names the requests, if there are any */
    public synchronized void assertNone() {
        if (!requests.isEmpty()) {
            throw new AssertionError(requests.size() + " requests that AWS refuses were sent:\n" + named());
        }
    }

    private String named() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        requests.forEach(request -> counts.merge(request.toString(), 1, Integer::sum));
        return counts.entrySet().stream()
                .limit(NAMED)
                .map(request -> "  " + request.getValue() + " × " + request.getKey())
                .collect(Collectors.joining("\n"));
    }
}
