package archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * An object's encryption metadata: the second envelope of the S3 encryption client, which SES writes for a receipt rule
 * with a KMS key.
 *
 * @param key the data key, encrypted by KMS
 * @param iv the initialization vector of the mail's encryption, 12 bytes
 * @param context the encryption context to which KMS has bound the data key
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/services-ses.html">How SES uses KMS</a>
 */
record EncryptionEnvelope(byte[] key, byte[] iv, Map<String, String> context) {

    private static final String KEY = "x-amz-key-v2";
    private static final String CONTENT_CIPHER = "x-amz-cek-alg";
    private static final String GCM = "AES/GCM/NoPadding";

    /** NIST SP 800-38D, 8.2: with another length, the counter would start at another value. */
    private static final int IV_BYTES = 12;

    /** Metadata fields that occur only in the client's first and third (2025) format of an envelope. */
    private static final Set<String> KEYS_OF_OTHERS = Set.of("x-amz-key", "x-amz-3");

    /** The second envelope also names the content's cipher in the context, so that the cipher cannot be exchanged. */
    private static final Set<String> WRAPPED_BY_KMS = Set.of("kms", "kms+context");

    private static final String CIPHER_IN_CONTEXT = "aws:x-amz-cek-alg";

    /** Created for the first encrypted mail, because creating it earlier would delay the start of the process. */
    private static final class EnvelopeJson {
        static final ObjectMapper MAPPER = new ObjectMapper();
    }

    /**
     * @param metadata the object's metadata, without {@code x-amz-meta-}
     * @return the envelope; empty for an object that is not encrypted, because a bucket may contain both
     * @throws MailNotDecrypted if the object is encrypted in another way
     */
    static Optional<EncryptionEnvelope> of(Map<String, String> metadata) {
        if (!isIn(metadata)) {
            return Optional.empty();
        }
        Map<String, String> fields = fields(metadata);
        if (!fields.containsKey(KEY)) {
            throw new MailNotDecrypted("its metadata lack the field " + KEY + ": SES did not write this object");
        }
        return Optional.of(read(fields));
    }

    /** @return whether the object is encrypted, in any way */
    static boolean isIn(Map<String, String> metadata) {
        Set<String> names = fields(metadata).keySet();
        return names.contains(KEY) || KEYS_OF_OTHERS.stream().anyMatch(names::contains);
    }

    private static Map<String, String> fields(Map<String, String> metadata) {
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fields.putAll(metadata);
        return fields;
    }

    private static EncryptionEnvelope read(Map<String, String> fields) {
        if (!WRAPPED_BY_KMS.contains(field(fields, "x-amz-wrap-alg").toLowerCase(Locale.ROOT))) {
            throw new MailNotDecrypted("x-amz-wrap-alg is not kms: no KMS key has encrypted its data key");
        }
        if (!GCM.equals(field(fields, CONTENT_CIPHER))
                || !field(fields, "x-amz-tag-len").equals("128")) {
            throw new MailNotDecrypted("its cipher is not " + GCM + " with a tag of 128 bits, which SES uses");
        }
        byte[] iv = bytes(fields, "x-amz-iv");
        if (iv.length != IV_BYTES) {
            throw malformed("x-amz-iv");
        }
        Map<String, String> context = context(field(fields, "x-amz-matdesc"));
        if (!context.getOrDefault(CIPHER_IN_CONTEXT, GCM).equals(GCM)) {
            throw malformed("x-amz-matdesc");
        }
        return new EncryptionEnvelope(bytes(fields, KEY), iv, context);
    }

    private static String field(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name)).orElseThrow(() -> malformed(name));
    }

    private static byte[] bytes(Map<String, String> fields, String name) {
        try {
            return Base64.getDecoder().decode(field(fields, name));
        } catch (IllegalArgumentException e) {
            throw malformed(name);
        }
    }

    private static Map<String, String> context(String json) {
        try {
            JsonNode context = EnvelopeJson.MAPPER.readTree(json);
            boolean isFlat = context.isObject()
                    && context.properties().stream()
                            .allMatch(field -> field.getValue().isTextual());
            if (!isFlat) {
                throw malformed("x-amz-matdesc");
            }
            Map<String, String> pairs = new LinkedHashMap<>();
            context.properties()
                    .forEach(pair -> pairs.put(pair.getKey(), pair.getValue().asText()));
            return pairs;
        } catch (JsonProcessingException e) {
            throw malformed("x-amz-matdesc");
        }
    }

    private static MailNotDecrypted malformed(String name) {
        return new MailNotDecrypted("metadata field " + name + " is missing, or SES did not write it");
    }
}
