package local;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How the packaged application is started: the pipeline, and the courier as a task's container would. */
final class Packaged {

    private static final String JAR =
            Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString();

    private Packaged() {}

    static List<String> pipeline() {
        return List.of(Java.executable(), "-Xmx256m", "-jar", JAR, "run");
    }

    static List<String> desk(String... arguments) {
        return Stream.concat(Stream.of(Java.executable(), "-jar", JAR), Stream.of(arguments))
                .toList();
    }

    /** A courier lives for seconds: no time to compile and collect in style. */
    static List<String> courier() {
        return List.of(
                Java.executable(), "-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", JAR, "courier");
    }
}
