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
 * Tells right passwords from wrong ones. A try costs the same for every name, also for one that no user has: as much as
 * the dearest of the users' hashes. bcrypt is slow on purpose and a console asks many times a minute, so what was right
 * is known again by a hash that dies with the process.
 */
public class PasswordVerifier {

    /** bcrypt itself reads 72 bytes, everywhere; nobody is refused for more. */
    private static final LongPasswordStrategy AS_LONG_AS_IT_IS = LongPasswordStrategies.none();

    /** 2 to the power of it are its rounds. */
    private static final int COST = 10;

    private static final int KEY_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    /** Of no password that anybody knows; its cost stands before it. */
    private static final String NOBODYS = "nobody".repeat(9).substring(1);

    private final Map<String, String> hashes;
    private final int highest;
    private final Map<String, byte[]> right = new ConcurrentHashMap<>();
    private final SecretKeySpec key;

    /** @param hashes bcrypt's, by user */
    PasswordVerifier(Map<String, String> hashes) {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        this.hashes = Map.copyOf(hashes);
        this.highest =
                hashes.values().stream().mapToInt(PasswordVerifier::cost).max().orElse(COST);
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** @return another one for the same password each time */
    public static String hash(String password) {
        return BCrypt.with(AS_LONG_AS_IT_IS).hashToString(COST, password.toCharArray());
    }

    static boolean isHash(String text) {
        return text.matches("\\$2[abxy]\\$(0[4-9]|[12][0-9]|3[01])\\$[./A-Za-z0-9]{53}");
    }

    /** Takes no time. @return whether they have been right before */
    boolean isKnown(String name, String password) {
        byte[] known = right.get(name);
        return known != null && MessageDigest.isEqual(known, quick(password));
    }

    /** One at a time: many tries keep one core busy, and not all. */
    synchronized boolean isRight(String name, String password) {
        boolean matches = hashes.containsKey(name) && verify(hashes.get(name), password);
        costsBeside(name).forEach(cost -> verify("$2a$%02d$%s".formatted(cost, NOBODYS), password));
        if (matches) {
            right.put(name, quick(password));
        }
        return matches;
    }

    /** Costs of what is computed for nothing: 2^c + 2^c + 2^(c+1) + … + 2^(highest-1) is 2^highest, whatever c is. */
    private List<Integer> costsBeside(String name) {
        return hashes.containsKey(name)
                ? IntStream.range(cost(hashes.get(name)), highest).boxed().toList()
                : List.of(highest);
    }

    private static boolean verify(String hash, String password) {
        return BCrypt.verifyer(Version.VERSION_2A, AS_LONG_AS_IT_IS).verify(password.toCharArray(), hash).verified;
    }

    /** As it stands in the hash; what is no hash has been refused at the start. */
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
