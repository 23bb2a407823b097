package rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A script that a contributor calls explains itself, and does nothing else, when it is asked for help. */
class ScriptsTest {

    private static final Path IN_PLACE_OF_DOCKER = Path.of("deploy/check/pages/docker");

    @TempDir
    Path folder;

    static List<Path> scripts() throws IOException {
        try (Stream<Path> deploy = Files.walk(Path.of("deploy"));
                Stream<Path> tests = Files.list(Path.of("src/test/sh"))) {
            return Stream.of(deploy, tests, Stream.of(Path.of("demo/run"), Path.of(".ci/run")))
                    .flatMap(files -> files)
                    .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                    .filter(file -> !file.toString().contains("node_modules"))
                    .filter(file -> !file.equals(IN_PLACE_OF_DOCKER))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void aScriptExplainsItself(Path script) throws Exception {
        Path said = folder.resolve("said");
        Process help = new ProcessBuilder(script.toAbsolutePath().toString(), "--help")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean hasEnded = help.waitFor(20, TimeUnit.SECONDS);
        help.destroyForcibly();

        assertThat(hasEnded).isTrue();
        assertThat(help.exitValue()).as(Files.readString(said)).isZero();
        assertThat(Files.readString(said)).hasSizeGreaterThan(80).doesNotContain("set -e", "import ");
    }
}
