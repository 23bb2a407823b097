package local.constraints;

import com.fasterxml.jackson.databind.JsonNode;

/** An operation with its input, from any protocol. */
record Call(String operation, JsonNode input) {}
