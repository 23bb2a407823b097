package desk;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.BCrypt.Version;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategy;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells right passwords from wrong ones. A name that nobody has takes as long as a wrong password. bcrypt is slow on
 * purpose and a console asks many times a minute, so what was right is known again by a hash that dies with the process.
 */
class Passwords {

    /** bcrypt itself reads 72 bytes, everywhere; nobody is refused for more. */
    private static final LongPasswordStrategy AS_LONG_AS_IT_IS = LongPasswordStrategies.none();

    /** 2 to the power of it are its rounds. */
    private static final int COST = 10;

    private static final int KEY_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    /** Of no password that anybody knows. */
    private static final String NOBODYS = "$2a$10$" + "nobody".repeat(9).substring(1);

    private final Map<String, String> hashes;
    private final Map<String, byte[]> right = new ConcurrentHashMap<>();
    private final SecretKeySpec key;

    /** @param hashes bcrypt's, by user */
    Passwords(Map<String, String> hashes) {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        this.hashes = Map.copyOf(hashes);
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** @return another one for the same password each time */
    static String hash(String password) {
        return BCrypt.with(AS_LONG_AS_IT_IS).hashToString(COST, password.toCharArray());
    }

    static boolean isHash(String text) {
        return text.matches("\\$2[abxy]\\$[0-9]{2}\\$[./A-Za-z0-9]{53}");
    }

    boolean isRight(String name, String password) {
        byte[] quick = quick(password);
        byte[] known = right.get(name);
        if (known != null && MessageDigest.isEqual(known, quick)) {
            return true;
        }
        boolean matches = slowly(hashes.getOrDefault(name, NOBODYS), password) && hashes.containsKey(name);
        if (matches) {
            right.put(name, quick);
        }
        return matches;
    }

    /** One at a time: whoever tries many passwords keeps one core busy, and not all. */
    private synchronized boolean slowly(String hash, String password) {
        return BCrypt.verifyer(Version.VERSION_2A, AS_LONG_AS_IT_IS).verify(password.toCharArray(), hash).verified;
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
