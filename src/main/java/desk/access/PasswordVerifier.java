package desk.access;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.BCrypt.Version;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategy;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies passwords. An attempt costs the same for every user name, even an unknown one: as much as the most expensive
 * of the users' hashes. A slow hash (bcrypt) for each of a console's many requests would cost too much. So a correct
 * password is remembered by a fast hash that exists only in this process.
 */
public class PasswordVerifier {

    /** bcrypt itself uses only the first 72 bytes; longer passwords are still accepted. */
    private static final LongPasswordStrategy AS_LONG_AS_IT_IS = LongPasswordStrategies.none();

    /** The number of rounds is 2 to this power. */
    private static final int COST = 10;

    private static final int KEY_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    /** The hash of a random password; its cost is put before it. */
    private static final String NOBODYS = "nobody".repeat(9).substring(1);

    private final Map<String, String> hashes;
    private final int highest;
    private final Map<String, byte[]> right = new ConcurrentHashMap<>();
    private final SecretKeySpec key;

    /** @param hashes bcrypt hashes, by user */
    PasswordVerifier(Map<String, String> hashes) {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        this.hashes = Map.copyOf(hashes);
        this.highest =
                hashes.values().stream().mapToInt(PasswordVerifier::cost).max().orElse(COST);
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** @return a different hash of the same password each time */
    public static String hash(String password) {
        return BCrypt.with(AS_LONG_AS_IT_IS).hashToString(COST, password.toCharArray());
    }

    static boolean isHash(String text) {
        return text.matches("\\$2[abxy]\\$(0[4-9]|[12][0-9]|3[01])\\$[./A-Za-z0-9]{53}");
    }

    /** Takes almost no time. @return whether user and password were verified before */
    boolean isKnown(String name, String password) {
        byte[] known = right.get(name);
        return known != null && MessageDigest.isEqual(known, quick(password));
    }

    /** Computes one hash at a time, so that many attempts use one core and not all. */
    synchronized boolean isRight(String name, String password) {
        boolean matches = hashes.containsKey(name) && verify(hashes.get(name), password);
        costsBeside(name).forEach(cost -> verify("$2a$%02d$%s".formatted(cost, NOBODYS), password));
        if (matches) {
            right.put(name, quick(password));
        }
        return matches;
    }

    /** Costs of the dummy computations: 2^c + 2^c + 2^(c+1) + … + 2^(highest-1) is 2^highest, for every c. */
    private List<Integer> costsBeside(String name) {
        return hashes.containsKey(name)
                ? IntStream.range(cost(hashes.get(name)), highest).boxed().toList()
                : List.of(highest);
    }

    private static boolean verify(String hash, String password) {
        return BCrypt.verifyer(Version.VERSION_2A, AS_LONG_AS_IT_IS).verify(password.toCharArray(), hash).verified;
    }

    /** The cost as written in the hash; malformed hashes were refused at the start. */
    private static int cost(String hash) {
        return isHash(hash) ? Integer.parseInt(hash.substring(4, 6)) : COST;
    }

    private byte[] quick(String password) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
