package local.constraints;

import java.util.Map;

/** An error answer of a service. */
public record Refusal(int status, Map<String, String> headers, String body) {}
