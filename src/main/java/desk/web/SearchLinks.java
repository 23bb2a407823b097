package desk.web;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import json.Json;
import settings.Settings;

/**
 * Links to searches. A link contains the search, encrypted and authenticated. So no address is in the logs of proxies, and nothing is stored. Every desk with the same {@code hikyaku.search.key} opens the link. Without that setting the key is
 * random, and a link works until the process ends.
 *
 * @see <a href="https://nvlpubs.nist.gov/nistpubs/Legacy/SP/nistspecialpublication800-38d.pdf">GCM: random nonces of 96
 *     bits suffice for 2^32 links of a key (8.3)</a>
 */
@Singleton
class SearchLinks {

    /** Proxies accept request lines of 4 kB or more. */
    private static final int LONGEST = 3000;

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final TypeReference<TreeMap<String, String>> PARTS = new TypeReference<>() {};

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;
    private final boolean isLasting;

    SearchLinks(Settings settings) {
        this.isLasting = settings.search().key().isPresent();
        this.key = new SecretKeySpec(
                settings.search().key().map(SearchLinks::derived).orElseGet(() -> random(32)), "AES");
    }

    /** @return whether a link outlives this process, and opens in other processes */
    boolean areLasting() {
        return isLasting;
    }

    /** @return the value of {@code q}; empty if the search is too long for a link */
    Optional<String> write(SearchForm form) {
        try {
            byte[] nonce = random(NONCE);
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(Json.shared().writeValueAsBytes(form.parts()));
            byte[] whole = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, whole, NONCE, sealed.length);
            return Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(whole))
                    .filter(link -> link.length() <= LONGEST);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every JDK has AES/GCM, and a map of texts is JSON", e);
        }
    }

    /** @return the search; empty if the link was made with another key, by another installation or before a restart */
    Optional<SearchForm> read(String link) {
        if (link.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] whole = Base64.getUrlDecoder().decode(link);
            if (whole.length < NONCE + TAG_BITS / Byte.SIZE) {
                return Optional.empty();
            }
            byte[] nonce = Arrays.copyOf(whole, NONCE);
            byte[] open = cipher(Cipher.DECRYPT_MODE, nonce).doFinal(whole, NONCE, whole.length - NONCE);
            return Optional.of(SearchForm.of(Json.shared().readValue(open, PARTS)));
        } catch (GeneralSecurityException | IllegalArgumentException | IOException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The ledger's hashes of words use the same secret, with another label. */
    private static byte[] derived(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal("search links\n".getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
