package local.cloud;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** One of the product's REST methods, with a value for each parameter of its path. */
public record Endpoint(String method, String path) {

    private static final java.nio.file.Path CLASSES = java.nio.file.Path.of("target/classes");

    /** All endpoints of the product, found in its classes. */
    public static Stream<Endpoint> all() {
        try (Stream<java.nio.file.Path> files = Files.walk(CLASSES.resolve("desk"))) {
            return files.filter(file -> file.toString().endsWith(".class")).toList().stream()
                    .map(Endpoint::load)
                    .filter(type -> type.isAnnotationPresent(Path.class))
                    .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                    .flatMap(method -> verb(method).map(verb -> new Endpoint(verb, path(method))).stream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only operators may read content of mails and begin an action on a whole group. */
    public boolean isForViewers() {
        return method.equals("GET") && !path.startsWith("/desk/mail/") && !path.equals("/desk/groups/x")
                || path.startsWith("/console/jolokia")
                || path.startsWith("/desk/export/")
                || path.endsWith("/find");
    }

    private static Class<?> load(java.nio.file.Path file) {
        String name = CLASSES.relativize(file).toString().replace(".class", "").replace('/', '.');
        try {
            return Class.forName(name, false, Endpoint.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value())
                .findFirst();
    }

    private static String path(Method method) {
        Path own = method.getAnnotation(Path.class);
        String whole =
                method.getDeclaringClass().getAnnotation(Path.class).value() + (own == null ? "" : "/" + own.value());
        return ("/" + whole).replaceAll("\\{[^}]*}", "x").replaceAll("/+", "/");
    }
}
