package desk.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PasswordVerifierTest {

    /**
     * Hashes of the password "viewer", printed by {@code hikyaku password}, {@code htpasswd -nB} and Python's bcrypt.
     */
    private static final Map<String, String> HASHES = Map.of(
            "ours", "$2a$10$J7C/R/YeM/kmdJicRHAGWeNeFlK7BL8qGPEMofq/vZS2ZWYBHydbW",
            "htpasswd", "$2y$05$58zGLwvAKpkAxd2IhWtNzeptW3E4AqUGyqx0rVEzzpbL25CX8mNne",
            "python", "$2b$10$zsaUYhZjM8o77cCPtX16DuhpVBT/F90ixjnOeIGHuHyG5fWHaUpn6");

    private final PasswordVerifier passwords = new PasswordVerifier(HASHES);

    @Test
    void aRightPasswordIsRightTheFirstTimeAndTheSecond() {
        for (String name : HASHES.keySet()) {
            assertThat(passwords.isRight(name, "viewer")).as(name).isTrue();
            assertThat(passwords.isRight(name, "viewer")).as(name).isTrue();
        }
    }

    @Test
    void aWrongOneIsWrongAlsoAfterARightOne() {
        assertThat(passwords.isRight("ours", "Viewer")).isFalse();
        assertThat(passwords.isRight("ours", "viewer")).isTrue();
        assertThat(passwords.isRight("ours", "Viewer")).isFalse();
        assertThat(passwords.isRight("ours", "")).isFalse();
    }

    @Test
    void aNameThatNobodyHasOpensNothing() {
        assertThat(passwords.isRight("nobody", "viewer")).isFalse();
        assertThat(new PasswordVerifier(Map.of()).isRight("ours", "viewer")).isFalse();
    }

    /**
     * "htpasswd" has a cost 32 times lower than "ours". The answer's time must not show whether a user with either hash
     * exists.
     */
    @Test
    void howLongATryTakesDoesNotTellWhoExists() {
        long nobody = fastest("nobody");

        for (String name : HASHES.keySet()) {
            assertThat((double) fastest(name) / nobody).as(name).isBetween(0.5, 2.0);
        }
    }

    private long fastest(String name) {
        return IntStream.range(0, 5)
                .mapToLong(i -> costOfATry(passwords, name))
                .min()
                .orElseThrow();
    }

    /** @return nanoseconds of processor time, because the clock also counts the work of other programs */
    private static long costOfATry(PasswordVerifier passwords, String name) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        passwords.isRight(name, "wrong");
        return threads.getCurrentThreadCpuTime() - start;
    }

    @Test
    void aDearerHashMakesEveryTryDearer() {
        PasswordVerifier dearer =
                new PasswordVerifier(Map.of("ours", HASHES.get("ours").replace("$10$", "$12$")));

        assertThat(costOfATry(dearer, "nobody")).isGreaterThan(2 * fastest("nobody"));
    }

    @Test
    void onlyWhatWasRightIsKnown() {
        assertThat(passwords.isKnown("ours", "viewer")).isFalse();
        passwords.isRight("ours", "Viewer");
        assertThat(passwords.isKnown("ours", "Viewer")).isFalse();
        passwords.isRight("ours", "viewer");
        assertThat(passwords.isKnown("ours", "viewer")).isTrue();
        assertThat(passwords.isKnown("ours", "Viewer")).isFalse();
        assertThat(passwords.isKnown("python", "viewer")).isFalse();
    }

    @Test
    void aCostThatBcryptDoesNotHaveIsNoHash() {
        for (String cost : new String[] {"00", "03", "32", "99"}) {
            assertThat(PasswordVerifier.isHash(HASHES.get("ours").replace("$10$", "$" + cost + "$")))
                    .isFalse();
        }
        assertThat(PasswordVerifier.isHash(HASHES.get("ours").replace("$10$", "$31$")))
                .isTrue();
    }

    @Test
    void aPasswordInClearIsNoHash() {
        assertThat(HASHES.values()).allMatch(PasswordVerifier::isHash);
        assertThat(PasswordVerifier.isHash("viewer")).isFalse();
        assertThat(PasswordVerifier.isHash("{SHA}0DPiKuNIrrVmD8IUCuw1hQxNqZc=")).isFalse();
    }

    @Test
    void aHashOfOursIsOfItsPasswordAlone() {
        String hash = PasswordVerifier.hash("viewer");
        assertThat(PasswordVerifier.isHash(hash)).isTrue();
        assertThat(hash).isNotEqualTo(PasswordVerifier.hash("viewer"));
        PasswordVerifier ours = new PasswordVerifier(Map.of("ours", hash));
        assertThat(ours.isRight("ours", "viewer")).isTrue();
        assertThat(ours.isRight("ours", "Viewer")).isFalse();
    }

    /** bcrypt reads 72 bytes of a password and ignores the rest, as in glibc's crypt. */
    @Test
    void aLongPasswordIsRight() {
        PasswordVerifier crypts =
                new PasswordVerifier(Map.of("crypt", "$2b$05$abcdefghijklmnopqrstuuq2k4TQmCn6hhwuoqyB97IKyCt9w18ue"));
        assertThat(crypts.isRight("crypt", "long".repeat(25))).isTrue();
        PasswordVerifier ours = new PasswordVerifier(Map.of("ours", PasswordVerifier.hash("long".repeat(25))));
        assertThat(ours.isRight("ours", "long".repeat(25))).isTrue();
        assertThat(ours.isRight("ours", "long".repeat(17))).isFalse();
    }

    @Test
    void aPasswordMayBeJapanese() {
        PasswordVerifier crypts =
                new PasswordVerifier(Map.of("crypt", "$2b$05$abcdefghijklmnopqrstuu3whAP9WkIgAHRWQW/PARTQTnQ7keVjq"));
        assertThat(crypts.isRight("crypt", "注文")).isTrue();
    }
}
