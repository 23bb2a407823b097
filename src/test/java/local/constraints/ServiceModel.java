package local.constraints;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** A service's published model of its operations' inputs: the part that src/test/sh/aws-constraints extracts. */
final class ServiceModel {

    private static final JsonNode ALL = load();

    private final String service;
    private final JsonNode model;

    private ServiceModel(String service) {
        this.service = service;
        this.model = ALL.path("services").path(service);
    }

    /** @param service the service's name in botocore */
    static ServiceModel of(String service) {
        return new ServiceModel(service);
    }

    String service() {
        return service;
    }

    boolean has(String operation) {
        return model.path("operations").has(operation);
    }

    JsonNode input(String operation) {
        return model.path("shapes")
                .path(model.path("operations").path(operation).asText());
    }

    /** @param reference a reference to a shape: its name, or an object that names it */
    JsonNode shape(JsonNode reference) {
        String name = reference.isTextual()
                ? reference.asText()
                : reference.path("shape").asText();
        return model.path("shapes").path(name);
    }

    private static JsonNode load() {
        try (InputStream extract = ServiceModel.class.getResourceAsStream("/aws-constraints.json")) {
            return new ObjectMapper().readTree(extract);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the constraints of AWS' services", e);
        }
    }
}
