package archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/**
 * Reads order.eml as AWS' amazon-s3-encryption-client-python 4.0.0 encrypted it, with two algorithms.
 * ALG_AES_256_GCM_IV12_TAG16_NO_KDF has the envelope that SES writes; the other is the client's newest. Key and
 * metadata were recorded, and no request was sent.
 */
class MailOfOtherWritersTest {

    private static final Path FOLDER = Path.of("src/test/resources/mail");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void anObjectOfTheS3EncryptionClientIsReadAsItWasBeforeItsEncryption() throws IOException {
        try (InputStream mail = open("v2")) {
            assertThat(mail).hasBinaryContent(Files.readAllBytes(FOLDER.resolve("order.eml")));
        }
    }

    @Test
    void anObjectWithTheClientsNewestEnvelopeIsNotTakenForAMail() {
        assertThatThrownBy(() -> open("v3"))
                .isInstanceOf(MailNotDecrypted.class)
                .hasMessageContaining("lack the field x-amz-key-v2");
    }

    private static InputStream open(String version) throws IOException {
        JsonNode written = JSON.readTree(
                FOLDER.resolve("encrypted/order." + version + ".json").toFile());
        Map<String, String> metadata = JSON.convertValue(written.path("metadata"), new TypeReference<>() {});
        Path object = FOLDER.resolve("encrypted/order.eml." + version);
        return new MailDecryption(new OneKey(written)).open(Files.newInputStream(object), metadata);
    }

    /** A KMS that decrypts only the object's data key, and only with the object's encryption context. */
    private record OneKey(JsonNode written) implements KmsClient {

        @Override
        public DecryptResponse decrypt(DecryptRequest request) {
            try {
                JsonNode metadata = written.path("metadata");
                boolean known = request.encryptionContext()
                                .equals(JSON.readValue(
                                        metadata.path("x-amz-matdesc").asText(),
                                        new TypeReference<Map<String, String>>() {}))
                        && request.ciphertextBlob()
                                .equals(SdkBytes.fromByteArray(
                                        metadata.path("x-amz-key-v2").binaryValue()));
                if (!known) {
                    throw InvalidCiphertextException.builder().build();
                }
                SdkBytes key = SdkBytes.fromByteArray(written.path("key").binaryValue());
                return DecryptResponse.builder().plaintext(key).build();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
