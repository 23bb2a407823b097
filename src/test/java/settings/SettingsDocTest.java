package settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/settings.md equals the code: every setting with its type, default, environment variable and meaning. */
class SettingsDocTest {

    private static final Path DOC = Path.of("docs/settings.md");

    @Test
    void everySettingIsInTheReference() throws IOException {
        String reference = SettingsReference.write();

        if (System.getProperty("settings.write") != null) {
            Files.writeString(DOC, reference);
        }
        assertThat(Files.exists(DOC) ? Files.readString(DOC) : "")
                .as(
                        "docs/settings.md is not what the settings say: run this test with -Dsettings.write and commit the file")
                .isEqualTo(reference);
    }
}
