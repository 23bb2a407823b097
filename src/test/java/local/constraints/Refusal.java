package local.constraints;

import java.util.Map;

/** How a service says no. */
public record Refusal(int status, Map<String, String> headers, String body) {}
