package deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Compares JSON with the AWS SDK's shape of a request. */
final class Shapes {

    private Shapes() {}

    /** @return JSON pointers to values that the shape lacks, or that have another type */
    static List<String> unknown(JsonNode json, SdkPojo shape) {
        return object(json, shape, "").toList();
    }

    private static Stream<String> object(JsonNode json, SdkPojo shape, String at) {
        return json.properties().stream().flatMap(entry -> {
            String here = at + "/" + entry.getKey();
            return field(shape, entry.getKey())
                    .map(field -> value(entry.getValue(), field, here))
                    .orElseGet(() -> Stream.of(here));
        });
    }

    private static Optional<SdkField<?>> field(SdkPojo shape, String name) {
        return shape.sdkFields().stream()
                .filter(field -> field.locationName().equals(name))
                .findFirst();
    }

    private static Stream<String> value(JsonNode json, SdkField<?> field, String at) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.LIST && json.isArray()) {
            SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
            return IntStream.range(0, json.size()).boxed().flatMap(i -> value(json.get(i), member, at + "/" + i));
        }
        if (type == MarshallingType.MAP && json.isObject()) {
            SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
            return json.properties().stream()
                    .flatMap(entry -> value(entry.getValue(), member, at + "/" + entry.getKey()));
        }
        if (type == MarshallingType.SDK_POJO && json.isObject()) {
            return object(json, field.constructor().get(), at);
        }
        return isScalar(json, type) ? Stream.empty() : Stream.of(at);
    }

    private static boolean isScalar(JsonNode json, MarshallingType<?> type) {
        return type == MarshallingType.STRING && json.isTextual()
                || type == MarshallingType.BOOLEAN && json.isBoolean()
                || (type == MarshallingType.INTEGER || type == MarshallingType.LONG) && json.isIntegralNumber()
                || type == MarshallingType.DOUBLE && json.isNumber();
    }
}
