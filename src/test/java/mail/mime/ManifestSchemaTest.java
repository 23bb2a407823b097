package mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/ documents what programs may rely on, and the manifests match it. */
class ManifestSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src/test/resources/mail/order.eml",
                "demo/mails/html.eml",
                "demo/mails/order-iso-2022-jp.eml",
            })
    void theManifestOfAMailKeepsToItsSchema(String mail) throws IOException {
        assertKeepsToSchema(Path.of(mail));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no mail",
                "Content-Type: message/rfc822\n\nSubject: inner\nContent-ID: <one@example.com>\n\ntext",
                "Content-Type: text/html\0\u001B\u202E\n\nControl characters behind the type",
                "X-SES-Spam-Verdict: PASS\nReferences: <a@example.com> <b@example.com>\nTo: group:;\n\n",
                "Content-Disposition: attachment; filename=\"../../a\\b\"\nContent-Type: text/plain; format=flowed\n\n",
            })
    void soDoesThatOfAnOddOne(String mail) throws IOException {
        assertKeepsToSchema(Files.writeString(folder.resolve("raw"), mail));
    }

    @Test
    void soDoesThatOfAMailBeyondALimit() throws IOException {
        String deep = "Content-Type: multipart/mixed; boundary=B\n\n--B\n".repeat(100);

        assertKeepsToSchema(Files.writeString(folder.resolve("raw"), deep));
    }

    private static void assertKeepsToSchema(Path mail) throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("docs/manifest.schema.json")));
        Manifest manifest =
                new Unpacker(UnpackLimits.usual()).unpack("mail-1", mail, file -> OutputStream.nullOutputStream());
        JsonNode json = JSON.valueToTree(manifest);

        assertThat(schema.validate(json)).isEmpty();
    }
}
