package archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import local.cloud.EncryptedMail;
import local.cloud.Java;
import local.cloud.KmsServer;
import local.cloud.KmsServer.Trouble;
import local.cloud.LocalCloud;
import local.cloud.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;

class MailDecryptionTest {

    private static final byte[] MAIL = "Subject: order\r\n\r\none kettle\r\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path data;

    private KmsServer keys;
    private KmsClient kms;
    private MailDecryption decryption;

    @BeforeEach
    void openDoor() throws Exception {
        keys = new KmsServer(Ports.free(), data);
        kms = client();
        decryption = new MailDecryption(kms);
    }

    @AfterEach
    void closeDoor() {
        kms.close();
        keys.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 32_751, 32_752, 32_768, 32_784, 32_785, 100_000, 1_000_003})
    void aMailOfAnySizeIsReadAsItWasBeforeItsEncryption(int size) throws IOException {
        byte[] mail = new byte[size];
        new Random(size).nextBytes(mail);
        EncryptedMail stored = EncryptedMail.of(mail, "mail-1", kms);

        assertThat(open(stored).readAllBytes()).isEqualTo(mail);
        assertThat(decryption.open(dripping(stored.content()), stored.metadata()))
                .hasBinaryContent(mail);
    }

    @Test
    void aMailThatIsNotEncryptedIsNotTouched() {
        InputStream object = new ByteArrayInputStream(MAIL);

        assertThat(decryption.open(object, Map.of("x-amz-meta-other", "x"))).isSameAs(object);
    }

    @Test
    void aMailOfWhichAnyByteWasChangedNeverEndsWell() throws IOException {
        EncryptedMail stored = EncryptedMail.of(MAIL, "mail-1", kms);

        for (int at = 0; at < stored.content().length; at++) {
            byte[] changed = stored.content().clone();
            changed[at] ^= 1;
            assertNotDecrypted(changed, stored.metadata());
        }
    }

    @Test
    void aMailThatIsCutShortOrHasSomethingBehindItNeverEndsWell() throws IOException {
        EncryptedMail stored = EncryptedMail.of(new byte[100_000], "mail-1", kms);

        for (int length : new int[] {0, 1, 15, 16, 32_768, 99_999, 100_000, 100_015, 100_017, 200_000}) {
            assertNotDecrypted(Arrays.copyOf(stored.content(), length), stored.metadata());
        }
    }

    @Test
    void aMailWithAnotherMailsIvOrKeyNeverEndsWell() throws IOException {
        EncryptedMail stored = EncryptedMail.of(MAIL, "mail-1", kms);
        EncryptedMail other = EncryptedMail.of(MAIL, "mail-1", kms);

        for (String field : List.of("x-amz-iv", "x-amz-key-v2")) {
            assertNotDecrypted(
                    stored.content(),
                    with(stored.metadata(), field, other.metadata().get(field)));
        }
    }

    @Test
    void theContextIsKmsAffair() {
        EncryptedMail stored = EncryptedMail.of(MAIL, "mail-1", kms);
        Map<String, String> metadata = with(stored.metadata(), "x-amz-matdesc", "{\"aws:ses:message-id\":\"mail-2\"}");

        assertThatThrownBy(() -> decryption.open(new ByteArrayInputStream(stored.content()), metadata))
                .isInstanceOf(MailNotDecrypted.class)
                .hasMessageContaining("InvalidCiphertextException");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '`',
            value = {
                "x-amz-wrap-alg | AESWrap                | x-amz-wrap-alg is not kms",
                "x-amz-wrap-alg | -                      | x-amz-wrap-alg is missing",
                "x-amz-cek-alg  | AES/CBC/PKCS5Padding   | its cipher is not AES/GCM/NoPadding",
                "x-amz-cek-alg  | -                      | x-amz-cek-alg is missing",
                "x-amz-tag-len  | 96                     | with a tag of 128 bits",
                "x-amz-tag-len  | -                      | x-amz-tag-len is missing",
                "x-amz-iv       | -                      | x-amz-iv is missing",
                "x-amz-iv       | AAAA                   | x-amz-iv is missing, or SES did not write it",
                "x-amz-iv       | no base64              | x-amz-iv is missing, or SES did not write it",
                "x-amz-key-v2   | no base64              | x-amz-key-v2 is missing, or SES did not write it",
                "x-amz-key-v2   | AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA | InvalidCiphertextException",
                "x-amz-matdesc  | -                      | x-amz-matdesc is missing",
                "x-amz-matdesc  | {                      | x-amz-matdesc is missing, or SES did not write it",
                "x-amz-matdesc  | []                     | x-amz-matdesc is missing, or SES did not write it",
                "x-amz-matdesc  | {\"a\":1}              | x-amz-matdesc is missing, or SES did not write it",
                "x-amz-matdesc  | null                   | x-amz-matdesc is missing, or SES did not write it",
                "x-amz-matdesc  | {\"aws:x-amz-cek-alg\":\"AES/CBC/PKCS5Padding\"} | x-amz-matdesc is missing, or SES did not write it"
            })
    void metadataThatSesDoesNotWriteAreNamed(String field, String value, String reason) {
        EncryptedMail stored = EncryptedMail.of(MAIL, "mail-1", kms);
        ClosableObject object = new ClosableObject(stored.content());

        assertThatThrownBy(() -> decryption.open(object, with(stored.metadata(), field, value)))
                .isInstanceOf(MailNotDecrypted.class)
                .hasMessageContaining(reason);
        assertThat(object.closed).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-amz-key", "x-amz-3"})
    void anEnvelopeOfAnotherVersionIsNoPlainMail(String field) {
        assertThatThrownBy(() -> decryption.open(new ByteArrayInputStream(MAIL), Map.of(field, "AAAA")))
                .isInstanceOf(MailNotDecrypted.class)
                .hasMessageContaining("lack the field x-amz-key-v2");
        assertThat(MailDecryption.isEncrypted(Map.of(field, "AAAA"))).isTrue();
    }

    @Test
    void namesOfMetadataMayBeWrittenInAnyCase() {
        EncryptedMail stored = EncryptedMail.of(MAIL, "mail-1", kms);
        Map<String, String> metadata = new HashMap<>();
        stored.metadata().forEach((name, value) -> metadata.put(name.toUpperCase(Locale.ROOT), value));

        assertThat(decryption.open(new ByteArrayInputStream(stored.content()), metadata))
                .hasBinaryContent(MAIL);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.INCLUDE,
            names = {"DENIED", "DISABLED", "PENDING_DELETION"})
    void aKeyThatAnOperatorHasToAllowOrEnableIsToldSo(Trouble trouble) {
        EncryptedMail stored = EncryptedMail.of(MAIL, "mail-1", kms);
        keys.refuse(trouble);

        assertThatThrownBy(() -> open(stored))
                .isInstanceOf(MailNotDecrypted.class)
                .hasMessageContaining("KMS answers ")
                .hasMessageMatching(".*(allow kms:Decrypt|enable the key|pending deletion).*");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.INCLUDE,
            names = {"THROTTLED", "UNAVAILABLE"})
    void aKeyThatCannotBeHadNowIsATroubleThatPasses(Trouble trouble) {
        EncryptedMail stored = EncryptedMail.of(MAIL, "mail-1", kms);
        keys.refuse(trouble);

        assertThatThrownBy(() -> open(stored)).isInstanceOf(SdkException.class);
    }

    @Test
    void aKmsThatDoesNotAnswerIsATroubleThatPasses() {
        EncryptedMail stored = EncryptedMail.of(MAIL, "mail-1", kms);
        keys.close();

        assertThatThrownBy(() -> open(stored)).isInstanceOf(SdkException.class);
    }

    /** With the JDK alone, which decrypts in memory, these would need more than half a gigabyte. */
    @Test
    void eightOfTheLargestMailsAtOnceFitIntoASmallHeap() throws Exception {
        List<String> java = List.of(
                Java.executable(),
                "-Xmx24m",
                "-cp",
                System.getProperty("java.class.path"),
                DecryptedAtOnce.class.getName());
        Process process = new ProcessBuilder(java).redirectErrorStream(true).start();

        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
    }

    private void assertNotDecrypted(byte[] content, Map<String, String> metadata) throws IOException {
        try (InputStream mail = decryption.open(new ByteArrayInputStream(content), metadata)) {
            assertThatThrownBy(mail::readAllBytes)
                    .isInstanceOf(MailNotDecrypted.class)
                    .hasMessageContaining("GCM tag");
            assertThatThrownBy(mail::read).as("and not the next time").isInstanceOf(MailNotDecrypted.class);
        }
    }

    private InputStream open(EncryptedMail stored) {
        return decryption.open(new ByteArrayInputStream(stored.content()), stored.metadata());
    }

    private static Map<String, String> with(Map<String, String> metadata, String field, String value) {
        Map<String, String> changed = new HashMap<>(metadata);
        changed.put(field, value);
        changed.values().removeIf(Objects::isNull);
        return changed;
    }

    private KmsClient client() {
        return LocalCloud.at(keys.endpoint(), KmsClient.builder())
                .overrideConfiguration(client -> client.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    /** Returns one byte at a time, like a slow connection. */
    private static InputStream dripping(byte[] content) {
        return new FilterInputStream(new ByteArrayInputStream(content)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return super.read(buffer, offset, Math.min(length, 1 + length / 1000));
            }
        };
    }

    private static final class ClosableObject extends ByteArrayInputStream {

        private boolean closed;

        private ClosableObject(byte[] content) {
            super(content);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
