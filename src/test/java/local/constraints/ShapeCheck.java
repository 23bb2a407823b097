package local.constraints;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Checks an input against its shape: required and unknown members, types, lengths, ranges, patterns, enums.
 *
 * @see <a href="https://smithy.io/2.0/spec/constraint-traits.html">constraint traits</a>
 */
final class ShapeCheck {

    private final Map<String, Pattern> patterns = new ConcurrentHashMap<>();
    private final ServiceModel model;
    private final ErrorCodes codes;

    ShapeCheck(ServiceModel model, ErrorCodes codes) {
        this.model = model;
        this.codes = codes;
    }

    Stream<Fault> faults(Call call) {
        return faults(model.input(call.operation()), call.input(), "");
    }

    private Stream<Fault> faults(JsonNode shape, JsonNode value, String path) {
        return switch (shape.path("type").asText("structure")) {
            case "structure" -> value.isObject() ? structure(shape, value, path) : wrongType(path, "an object");
            case "list" -> value.isArray() ? list(shape, value, path) : wrongType(path, "a list");
            case "map" -> value.isObject() ? map(shape, value, path) : wrongType(path, "a map");
            case "string" -> value.isTextual() ? string(shape, value.asText(), path) : wrongType(path, "a string");
            case "integer" -> whole(shape, value, path, Integer.SIZE);
            case "long" -> whole(shape, value, path, Long.SIZE);
            case "boolean" -> value.isBoolean() ? Stream.empty() : wrongType(path, "true or false");
            case "blob" -> blob(shape, value, path);
            default -> value.isNumber() ? Stream.empty() : wrongType(path, "a number");
        };
    }

    private Stream<Fault> structure(JsonNode shape, JsonNode value, String path) {
        JsonNode members = shape.path("members");
        Stream<Fault> missing = shape.path("required")
                .valueStream()
                .map(JsonNode::asText)
                .filter(name ->
                        value.path(name).isMissingNode() || value.path(name).isNull())
                .map(name -> new Fault(codes.missing(), "the required member " + under(path, name) + " is missing"));
        Stream<Fault> unknown = value.propertyStream()
                .filter(member -> !members.has(member.getKey()))
                .map(member -> new Fault(codes.unknown(), under(path, member.getKey()) + " is no known member"));
        Stream<Fault> inside = value.propertyStream()
                .filter(member ->
                        members.has(member.getKey()) && !member.getValue().isNull())
                .flatMap(member -> faults(
                        model.shape(members.path(member.getKey())), member.getValue(), under(path, member.getKey())));
        return Stream.of(missing, unknown, inside).flatMap(each -> each);
    }

    private Stream<Fault> list(JsonNode shape, JsonNode value, String path) {
        JsonNode member = model.shape(shape.path("member"));
        Stream<Fault> inside = IntStream.range(0, value.size())
                .boxed()
                .flatMap(i -> faults(member, value.get(i), path + "[" + i + "]"));
        return Stream.concat(size(shape, value.size(), path, "elements"), inside);
    }

    private Stream<Fault> map(JsonNode shape, JsonNode value, String path) {
        JsonNode key = model.shape(shape.path("key"));
        JsonNode inner = model.shape(shape.path("value"));
        Stream<Fault> inside = value.propertyStream()
                .flatMap(entry -> Stream.concat(
                        string(key, entry.getKey(), path + ", key"),
                        faults(inner, entry.getValue(), under(path, entry.getKey()))));
        return Stream.concat(size(shape, value.size(), path, "entries"), inside);
    }

    private Stream<Fault> string(JsonNode shape, String value, String path) {
        Stream<Fault> length = size(shape, value.codePointCount(0, value.length()), path, "characters");
        Stream<Fault> pattern = shape.has("pattern")
                        && !patterns.computeIfAbsent(shape.path("pattern").asText(), Pattern::compile)
                                .matcher(value)
                                .matches()
                ? constraint(path + " must match " + shape.path("pattern").asText())
                : Stream.empty();
        Stream<Fault> oneOf = shape.has("enum")
                        && shape.path("enum")
                                .valueStream()
                                .noneMatch(one -> one.asText().equals(value))
                ? Stream.of(new Fault(codes.oneOf(), path + " must be one of " + shape.path("enum")))
                : Stream.empty();
        return Stream.of(length, pattern, oneOf).flatMap(each -> each);
    }

    private Stream<Fault> whole(JsonNode shape, JsonNode value, String path, int bits) {
        boolean fits = value.isIntegralNumber() && value.bigIntegerValue().abs().bitLength() < bits;
        return fits ? size(shape, value.bigIntegerValue(), path, "") : wrongType(path, "a whole number");
    }

    private Stream<Fault> blob(JsonNode shape, JsonNode value, String path) {
        try {
            return size(shape, Base64.getDecoder().decode(value.asText()).length, path, "bytes");
        } catch (IllegalArgumentException e) {
            return wrongType(path, "base64");
        }
    }

    private Stream<Fault> size(JsonNode shape, int size, String path, String unit) {
        return size(shape, BigInteger.valueOf(size), path, unit);
    }

    private Stream<Fault> size(JsonNode shape, BigInteger size, String path, String unit) {
        if (shape.has("min") && size.compareTo(shape.path("min").bigIntegerValue()) < 0) {
            return constraint(path + " must have at least " + shape.path("min") + " " + unit + ", not " + size);
        }
        if (shape.has("max") && size.compareTo(shape.path("max").bigIntegerValue()) > 0) {
            return constraint(path + " must have at most " + shape.path("max") + " " + unit + ", not " + size);
        }
        return Stream.empty();
    }

    private Stream<Fault> constraint(String message) {
        return Stream.of(new Fault(codes.constraint(), message));
    }

    private Stream<Fault> wrongType(String path, String wanted) {
        return Stream.of(new Fault(codes.type(), (path.isEmpty() ? "the request" : path) + " must be " + wanted));
    }

    private static String under(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
