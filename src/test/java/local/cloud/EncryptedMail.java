package local.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;

/**
 * A mail as SES stores it for a receipt rule with a KMS key.
 *
 * @param content the object's content
 * @param metadata the object's metadata, without {@code x-amz-meta-}
 */
public record EncryptedMail(byte[] content, Map<String, String> metadata) {

    public static EncryptedMail of(byte[] mail, String id, KmsClient kms) {
        return of(mail, id, "hikyaku-store-shop", kms);
    }

    /** @param rule name of the receipt rule */
    static EncryptedMail of(byte[] mail, String id, String rule, KmsClient kms) {
        Map<String, String> context = context(id, rule);
        GenerateDataKeyResponse dataKey = kms.generateDataKey(
                make -> make.keyId(KmsServer.KEY).keySpec(DataKeySpec.AES_256).encryptionContext(context));
        byte[] iv = new byte[12];
        RandomGenerator.getDefault().nextBytes(iv);
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("x-amz-key-v2", base64(dataKey.ciphertextBlob().asByteArray()));
        metadata.put("x-amz-iv", base64(iv));
        metadata.put("x-amz-cek-alg", "AES/GCM/NoPadding");
        metadata.put("x-amz-wrap-alg", "kms");
        metadata.put("x-amz-tag-len", "128");
        metadata.put("x-amz-unencrypted-content-length", Integer.toString(mail.length));
        metadata.put("x-amz-matdesc", json(context));
        return new EncryptedMail(encrypt(mail, dataKey.plaintext().asByteArray(), iv), metadata);
    }

    /** The context to which SES binds the data key, and which conditions of key policies can name. */
    public static Map<String, String> context(String id, String rule) {
        return Map.of(
                "aws:ses:message-id", id,
                "aws:ses:rule-name", rule,
                "aws:ses:source-account", "000000000000");
    }

    public static byte[] encrypt(byte[] mail, byte[] key, byte[] iv) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, iv));
            return cipher.doFinal(mail);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES/GCM", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String json(Map<String, String> context) {
        try {
            return new ObjectMapper().writeValueAsString(context);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps and strings are JSON", e);
        }
    }
}
