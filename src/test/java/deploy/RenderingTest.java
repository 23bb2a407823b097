package deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The other tests here read the recorded result; this one checks that it is current. */
class RenderingTest {

    private static final Path TERRAFORM = Path.of("deploy/terraform");

    @Test
    void theRenderingsAreThoseOfTheTerraformCode() throws Exception {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        for (String path : sources()) {
            sha.update((path + "\n" + Files.readString(TERRAFORM.resolve(path))).getBytes(StandardCharsets.UTF_8));
        }

        assertThat(Files.readString(Rendering.FOLDER.resolve("fingerprint")).trim())
                .as("deploy/terraform has changed: run deploy/check/run --write")
                .isEqualTo(HexFormat.of().formatHex(sha.digest()));
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(TERRAFORM)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> TERRAFORM.relativize(file).toString())
                    .filter(path -> path.matches(".*\\.(tf|tfvars|yaml)") && !path.contains(".terraform"))
                    .sorted()
                    .toList();
        }
    }
}
