package aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * The SDK's requests and answers as JSON of the protocols AWS JSON 1.0 and 1.1. Each model class of the SDK describes
 * its fields, so no operation needs code of its own.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html">AWS JSON 1.0</a>
 */
final class AwsJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private AwsJson() {}

    /** @throws UnsupportedOperationException if a field has a type that none of our requests has */
    static byte[] write(SdkPojo request) throws IOException {
        ByteArrayBuilder bytes = new ByteArrayBuilder(2048);
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            writeObject(out, request);
        }
        return bytes.toByteArray();
    }

    private static void writeObject(JsonGenerator out, SdkPojo object) throws IOException {
        out.writeStartObject();
        Object usual = object instanceof AttributeValue value ? usual(value) : null;
        if (usual != null) {
            out.writeFieldName(((AttributeValue) object).type().name());
            write(out, usual);
            out.writeEndObject();
            return;
        }
        for (SdkField<?> field : object.sdkFields()) {
            Object value = field.getValueOrDefault(object);
            if (value != null && !isAbsent(value)) {
                out.writeFieldName(field.locationName());
                write(out, value);
            }
        }
        out.writeEndObject();
    }

    /**
     * The content of a text, a number, a list or a map, whose other fields need not be searched; null for other types.
     * A write to the ledger has forty values; searching their other fields took as long as writing everything else.
     */
    private static Object usual(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> value.n();
            case L -> value.l();
            case M -> value.m();
            default -> null;
        };
    }

    /** Whether a list or map was never set. A list or map that was set to empty is sent. */
    private static boolean isAbsent(Object value) {
        return value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap;
    }

    private static void write(JsonGenerator out, Object value) throws IOException {
        if (value instanceof String text) {
            out.writeString(text);
        } else if (value instanceof SdkPojo object) {
            writeObject(out, object);
        } else if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeFieldName((String) entry.getKey());
                write(out, entry.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof List<?> list) {
            out.writeStartArray();
            for (Object one : list) {
                write(out, one);
            }
            out.writeEndArray();
        } else if (value instanceof Integer number) {
            out.writeNumber(number);
        } else if (value instanceof Boolean bool) {
            out.writeBoolean(bool);
        } else if (value instanceof SdkBytes bytes) {
            out.writeString(Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
        } else {
            throw new UnsupportedOperationException(
                    "cannot write a value of type " + value.getClass().getName());
        }
    }

    /**
     * Fills the builder with the answer's fields. Fields that this version of the SDK does not know are skipped.
     *
     * @param builder the builder of an answer or of an exception
     */
    static void read(byte[] answer, SdkPojo builder) throws IOException {
        try (JsonParser in = FACTORY.createParser(answer)) {
            if (in.nextToken() == JsonToken.START_OBJECT) {
                readObject(in, builder);
            }
        }
    }

    /**
     * @param type the exception's type, without its namespace; empty if the answer names none
     * @param message the exception's message; empty if there is none
     */
    record Failure(String type, String message) {}

    static Failure readFailure(byte[] answer) throws IOException {
        String type = "";
        String message = "";
        try (JsonParser in = FACTORY.createParser(answer)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                in.nextToken();
                if (name.equals("__type")) {
                    type = in.getText().substring(in.getText().indexOf('#') + 1);
                } else if (name.equalsIgnoreCase("message")) {
                    message = in.getText();
                } else {
                    in.skipChildren();
                }
            }
        }
        return new Failure(type, message);
    }

    private static void readObject(JsonParser in, SdkPojo builder) throws IOException {
        Map<String, SdkField<?>> fields = builder.sdkFieldNameToField();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            SdkField<?> field = fields.get(in.currentName());
            JsonToken token = in.nextToken();
            if (field == null) {
                in.skipChildren();
            } else if (token != JsonToken.VALUE_NULL) {
                field.set(builder, read(in, field));
            }
        }
    }

    private static Object read(JsonParser in, SdkField<?> field) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> in.getText();
            case INTEGER -> in.getIntValue();
            case LONG -> in.getLongValue();
            case DOUBLE -> in.getDoubleValue();
            case BOOLEAN -> in.getBooleanValue();
            case SDK_BYTES -> SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(in.getText()));
            case INSTANT ->
                Instant.ofEpochMilli(in.getDecimalValue().movePointRight(3).longValue());
            case SDK_POJO -> {
                SdkPojo builder = field.constructor().get();
                readObject(in, builder);
                yield ((Buildable) builder).build();
            }
            case LIST -> {
                SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
                List<Object> list = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    list.add(read(in, member));
                }
                yield list;
            }
            case MAP -> {
                SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
                Map<String, Object> map = new LinkedHashMap<>();
                while (in.nextToken() == JsonToken.FIELD_NAME) {
                    String key = in.currentName();
                    in.nextToken();
                    map.put(key, read(in, member));
                }
                yield map;
            }
            default ->
                throw new UnsupportedOperationException(
                        "cannot read a value of type " + field.marshallingType().getKnownType());
        };
    }
}
