package json;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBuilder;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerBuilder;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Mappers between our records and JSON. They refuse a class without {@link RegisterForReflection}: a native image does
 * not know its components, and the JVM would hide the error until the binary runs.
 */
public final class Json {

    private Json() {}

    /** @return a new mapper; the caller may configure it, and may share it between threads afterwards */
    public static ObjectMapper mapper() {
        SimpleModule registeredOnly = new SimpleModule("registered-only");
        registeredOnly.setSerializerModifier(new WritesRegistered());
        registeredOnly.setDeserializerModifier(new ReadsRegistered());
        return new ObjectMapper().registerModule(registeredOnly);
    }

    /** @return one mapper for all callers, which must not configure it; created at the first call, because a start needs no JSON */
    public static ObjectMapper shared() {
        return Shared.MAPPER;
    }

    private static void check(Class<?> type) {
        if (!isRegistered(type)) {
            throw new IllegalArgumentException(type.getName()
                    + " is written or read as JSON: annotate it with @RegisterForReflection, or a native image cannot");
        }
    }

    /** The class has the annotation itself, or is nested in a class that registers it. */
    private static boolean isRegistered(Class<?> type) {
        if (type.isAnnotationPresent(RegisterForReflection.class)) {
            return true;
        }
        for (Class<?> outer = type.getEnclosingClass(); outer != null; outer = outer.getEnclosingClass()) {
            RegisterForReflection registered = outer.getAnnotation(RegisterForReflection.class);
            if (registered != null && !registered.ignoreNested()) {
                return true;
            }
        }
        return false;
    }

    private static final class Shared {

        private static final ObjectMapper MAPPER = mapper();
    }

    private static final class WritesRegistered extends BeanSerializerModifier {

        private static final long serialVersionUID = 1;

        @Override
        public BeanSerializerBuilder updateBuilder(
                SerializationConfig config, BeanDescription type, BeanSerializerBuilder builder) {
            check(type.getBeanClass());
            return builder;
        }
    }

    private static final class ReadsRegistered extends BeanDeserializerModifier {

        private static final long serialVersionUID = 1;

        @Override
        public BeanDeserializerBuilder updateBuilder(
                DeserializationConfig config, BeanDescription type, BeanDeserializerBuilder builder) {
            check(type.getBeanClass());
            return builder;
        }
    }
}
