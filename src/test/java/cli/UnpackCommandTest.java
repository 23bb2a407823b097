package cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class UnpackCommandTest {

    @TempDir
    Path out;

    @Test
    void aFolderOfMailsBecomesAFolderForEach() throws IOException {
        assertThat(unpack("demo", "--to", out.toString())).isZero();

        assertThat(out.resolve("mails/html.eml/parts")).isDirectoryContaining("glob:**/00[12]");
        JsonNode manifest = new ObjectMapper()
                .readTree(out.resolve("mails/html.eml/manifest.json").toFile());
        assertThat(manifest.path("subject").asText()).isEqualTo("ポイントのお知らせ");
    }

    @Test
    void whatAScorerComparesIsWrittenForEachMail() throws IOException {
        assertThat(unpack("src/test/resources/mail/order.eml", "--scores", out.toString()))
                .isZero();

        JsonNode score =
                new ObjectMapper().readTree(out.resolve("order.eml.json").toFile());
        assertThat(score.path("textBody").asText()).contains("髙橋様");
        assertThat(score.path("htmlPresent").asBoolean()).isFalse();
        assertThat(score.path("attachments").path(0).path("filename").asText()).isEqualTo("納品書.csv");
        assertThat(score.path("attachments").path(0).path("sizeDecoded").asLong())
                .isPositive();
    }

    @Test
    void aFileThatIsNotThereIsAFailure() {
        assertThat(unpack(out.resolve("nothing.eml").toString())).isEqualTo(1);
    }

    @Test
    void aCommandLineWithoutFilesIsWrong() {
        assertThat(unpack()).isEqualTo(2);
    }

    private static int unpack(String... arguments) {
        return new CommandLine(new UnpackCommand()).execute(arguments);
    }
}
