package local.cloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commands that start the packaged application: the pipeline, and the courier as a task's container starts it. */
public final class Packaged {

    private static final Path BUILT = Path.of("target/hikyaku.jar").toAbsolutePath();

    public static final String JAR = BUILT.toString();

    /** The result of deploy/image/archive, the build's last step before the end-to-end tests. */
    private static final Path ARCHIVED = Path.of("target/archive/quick").toAbsolutePath();

    /**
     * {@code -Dhikyaku.binary=target/hikyaku-runner} makes every end-to-end test use the native binary in place of the
     * jar.
     */
    public static final String BINARY = "hikyaku.binary";

    /** Why a test that needs a JVM is skipped with a binary. */
    public static final String NEEDS_A_JVM = "the test needs a JVM: ";

    private Packaged() {}

    /**
     * {@code -Dpipeline.heap=-Xmx160m} gives it a smaller heap.
     *
     * @param options understood by a JVM and by a native binary: {@code -D…}
     */
    public static List<String> pipeline(String... options) {
        List<String> command = new ArrayList<>(hikyaku(System.getProperty("pipeline.heap", "-Xmx256m"), "run"));
        command.addAll(1, List.of(options));
        return command;
    }

    public static List<String> desk(String... arguments) {
        return hikyaku("-Xmx256m", arguments);
    }

    /**
     * The command line in a form that SIGINT can end. A shell without job control starts background jobs with SIGINT
     * ignored; a JVM and its children inherit that.
     */
    public static List<String> interruptible(String... arguments) {
        return Stream.concat(Stream.of("env", "--default-signal=INT"), desk(arguments).stream())
                .toList();
    }

    /** Writes a script that runs the command line with these settings. */
    public static void writeCommand(Path script, Map<String, String> settings) throws IOException {
        String exports = settings.entrySet().stream()
                .map(setting -> "export " + setting.getKey() + "='" + setting.getValue() + "'\n")
                .collect(Collectors.joining());
        String java = desk().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        Files.writeString(script, "#!/bin/sh\n" + exports + "exec " + java + " \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    public static List<String> courier() {
        return hikyaku("-Xmx64m", "courier");
    }

    /** These processes live for seconds, so they use the cheapest compiler and collector. */
    private static List<String> hikyaku(String heap, String... arguments) {
        String binary = System.getProperty(BINARY);
        if (binary != null) {
            return Stream.concat(Stream.of(Path.of(binary).toAbsolutePath().toString(), heap), Stream.of(arguments))
                    .toList();
        }
        Stream<String> program = isArchived()
                ? Stream.of("@" + ARCHIVED)
                : Stream.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", JAR);
        return Stream.of(Stream.of(Java.executable(), heap), program, Stream.of(arguments))
                .flatMap(words -> words)
                .toList();
    }

    private static boolean isArchived() {
        return Files.exists(ARCHIVED)
                && ARCHIVED.toFile().lastModified() >= BUILT.toFile().lastModified();
    }
}
