package deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The differences between two definitions of the same resource. AWS treats absent and empty values as equal. */
final class Drift {

    private Drift() {}

    /** @return a line for each value: its name, Terraform's value, the deployed value */
    static List<String> between(JsonNode terraform, JsonNode deployed) {
        Map<String, String> made = values(terraform);
        Map<String, String> sent = values(deployed);
        TreeSet<String> names = new TreeSet<>(made.keySet());
        names.addAll(sent.keySet());
        List<String> lines = new ArrayList<>();
        for (String name : names) {
            if (!made.getOrDefault(name, "").equals(sent.getOrDefault(name, ""))) {
                lines.add("%s: Terraform makes %s, deployed is %s"
                        .formatted(name, made.getOrDefault(name, "nothing"), sent.getOrDefault(name, "nothing")));
            }
        }
        return lines;
    }

    private static Map<String, String> values(JsonNode json) {
        Map<String, String> values = new TreeMap<>();
        collect("", json, values);
        return values;
    }

    private static void collect(String at, JsonNode json, Map<String, String> values) {
        if (json.isObject()) {
            json.properties().forEach(one -> collect(at + "/" + one.getKey(), one.getValue(), values));
        } else if (json.isArray()) {
            for (int i = 0; i < json.size(); i++) {
                collect(at + "/" + key(json.get(i), i), json.get(i), values);
            }
        } else if (!json.isNull() && !json.asText().isEmpty()) {
            values.put(at, json.asText());
        }
    }

    /** Variables, secrets and tags have no order. */
    private static String key(JsonNode element, int index) {
        for (String name : List.of("name", "key")) {
            if (element.has(name)) {
                return element.path(name).asText();
            }
        }
        return Integer.toString(index);
    }
}
