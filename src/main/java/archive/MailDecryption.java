package archive;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.Abortable;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;

/**
 * Reads raw mail that SES has encrypted before it stored it (a receipt rule's option "encrypt message"), with the data key
 * that KMS opens. Everything that reads raw mail from S3 reads it through here.
 */
@ApplicationScoped
public class MailDecryption {

    /** KMS' answers that do not change until an operator does something, and what that is. Any other may pass. */
    private static final Map<String, String> REMEDIES = Map.of(
            "AccessDeniedException",
            "allow kms:Decrypt in the role's and in the key's policy, and look at hikyaku.aws.kms-region",
            "DisabledException",
            "enable the key",
            "KMSInvalidStateException",
            "the key is pending deletion or import: cancel that",
            "NotFoundException",
            "the key is gone, or hikyaku.aws.kms-region is not its region",
            "InvalidCiphertextException",
            "x-amz-key-v2 or x-amz-matdesc are not as SES wrote them",
            "IncorrectKeyException",
            "x-amz-key-v2 is another key's",
            "InvalidKeyUsageException",
            "the key is not symmetric, SES uses no other",
            "ValidationException",
            "x-amz-key-v2 or x-amz-matdesc are not as SES wrote them");

    private final KmsClient kms;

    public MailDecryption(KmsClient kms) {
        this.kms = kms;
    }

    public static boolean isEncrypted(Map<String, String> metadata) {
        return EncryptionEnvelope.isIn(metadata);
    }

    /**
     * The mail's bytes: of a plain object the stream itself. Of an encrypted one, no byte may be used before the end,
     * since only there it is known that they are SES'; so it is read to a file first.
     *
     * @param object closed if this fails
     * @param metadata of the object
     * @return throws {@link MailNotDecrypted} at its end if the object was changed
     * @throws MailNotDecrypted if it cannot be decrypted until an operator does something
     * @throws software.amazon.awssdk.core.exception.SdkException if KMS does not answer, or not now
     */
    public InputStream open(InputStream object, Map<String, String> metadata) {
        try {
            Optional<EncryptionEnvelope> envelope = EncryptionEnvelope.of(metadata);
            return envelope.isEmpty() ? object : decrypted(object, envelope.get());
        } catch (RuntimeException e) {
            abandon(object);
            throw e;
        }
    }

    private InputStream decrypted(InputStream object, EncryptionEnvelope envelope) {
        try {
            return new DecryptingStream(object, dataKey(envelope), envelope.iv());
        } catch (GeneralSecurityException e) {
            throw new MailNotDecrypted("what KMS has decrypted is no AES key");
        }
    }

    private byte[] dataKey(EncryptionEnvelope envelope) {
        try {
            return kms.decrypt(decrypt -> decrypt.ciphertextBlob(SdkBytes.fromByteArray(envelope.key()))
                            .encryptionContext(envelope.context()))
                    .plaintext()
                    .asByteArray();
        } catch (KmsException e) {
            String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
            if (REMEDIES.containsKey(code)) {
                throw new MailNotDecrypted("KMS answers " + code + ": " + REMEDIES.get(code));
            }
            throw e;
        }
    }

    /** An object of 40 MB is not read to its end only to be closed. */
    private static void abandon(InputStream object) {
        if (object instanceof Abortable connection) {
            connection.abort();
            return;
        }
        try {
            object.close();
        } catch (IOException e) {
            // what was wrong before it is told
        }
    }
}
