package local;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How the packaged application is started: the pipeline, and the courier as a task's container would. */
public final class Packaged {

    private static final String JAR =
            Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString();

    private Packaged() {}

    static List<String> pipeline() {
        return hikyaku("-Xmx256m", "run");
    }

    static List<String> desk(String... arguments) {
        return hikyaku("-Xmx256m", arguments);
    }

    public static List<String> courier() {
        return hikyaku("-Xmx64m", "courier");
    }

    /** All of these live for seconds: no time to compile and collect in style. */
    private static List<String> hikyaku(String heap, String... arguments) {
        Stream<String> java =
                Stream.of(Java.executable(), heap, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", JAR);
        return Stream.concat(java, Stream.of(arguments)).toList();
    }
}
