package local.constraints;

import com.fasterxml.jackson.databind.JsonNode;

/** An operation with its input, whatever protocol they came in. */
record Call(String operation, JsonNode input) {}
