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
 * Reads raw mail that SES encrypted before it stored it (a receipt rule's option "encrypt message"). KMS decrypts its
 * data key. All code that reads raw mail from S3 uses this class.
 */
@ApplicationScoped
public class MailDecryption {

    /** KMS' answers that remain until an operator acts, each with the remedy. Any other failure may be temporary. */
    private static final Map<String, String> REMEDIES = Map.of(
            "AccessDeniedException",
            "allow kms:Decrypt in the role's and in the key's policy, and check hikyaku.aws.kms-region",
            "DisabledException",
            "enable the key",
            "KMSInvalidStateException",
            "the key is pending deletion or import: cancel the deletion, or finish the import",
            "NotFoundException",
            "the key was deleted, or hikyaku.aws.kms-region is not its region",
            "InvalidCiphertextException",
            "x-amz-key-v2 or x-amz-matdesc were changed since SES wrote them",
            "IncorrectKeyException",
            "x-amz-key-v2 belongs to another key",
            "InvalidKeyUsageException",
            "the key is not symmetric, and SES uses only symmetric keys",
            "ValidationException",
            "x-amz-key-v2 or x-amz-matdesc were changed since SES wrote them");

    private final KmsClient kms;

    public MailDecryption(KmsClient kms) {
        this.kms = kms;
    }

    public static boolean isEncrypted(Map<String, String> metadata) {
        return EncryptionEnvelope.isIn(metadata);
    }

    /**
     * The mail's bytes. For a plain object this is the stream itself. For an encrypted object, no byte may be used
     * before the end, because only there the bytes are verified. So the caller writes them to a file first.
     *
     * @param object closed if this fails
     * @param metadata the object's metadata
     * @return a stream that throws {@link MailNotDecrypted} at its end if the object was changed
     * @throws MailNotDecrypted if an operator must act before the object can be decrypted
     * @throws software.amazon.awssdk.core.exception.SdkException if KMS is unavailable or throttles the request
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
            throw new MailNotDecrypted("KMS' result is not an AES key");
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

    /** An object of 40 MB is not read to its end just to be closed. */
    private static void abandon(InputStream object) {
        if (object instanceof Abortable connection) {
            connection.abort();
            return;
        }
        try {
            object.close();
        } catch (IOException e) {
            // the original error is reported
        }
    }
}
