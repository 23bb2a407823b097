package ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import settings.MailSet;
import settings.Settings;

/**
 * The words of subjects, as keyed hashes: the ledger has no readable word. A script without spaces (Japanese, Chinese,
 * Thai) shows no ends of words; there, each pair of neighbouring characters counts as a word.
 */
final class SubjectWords {

    /** Maximum number of words of a subject, so that a usual row stays below the kilobyte of one write unit. */
    private static final int MOST = 48;

    private static final int LONGEST_SUBJECT = 400;
    private static final int LONGEST_WORD = 40;

    /** Bytes of a hash: two words have the same hash with a probability of one in four thousand million. */
    private static final int HASH = 4;

    private static final Set<Character.UnicodeScript> WITHOUT_SPACES = Set.of(
            Character.UnicodeScript.HAN,
            Character.UnicodeScript.HIRAGANA,
            Character.UnicodeScript.KATAKANA,
            Character.UnicodeScript.THAI,
            Character.UnicodeScript.LAO,
            Character.UnicodeScript.KHMER,
            Character.UnicodeScript.MYANMAR);

    private static final int PROLONGED_SOUND =
            'ー'; // Unicode gives it no script of its own, although it is part of katakana words

    private final SecretKeySpec key;
    private final Settings settings;

    SubjectWords(Settings settings) {
        this.settings = settings;
        this.key = settings.search()
                .key()
                .map(secret -> new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"))
                .orElse(null);
    }

    /** @return the sets whose subjects are indexed */
    List<String> sets() {
        return settings.sets().keySet().stream().filter(this::has).sorted().toList();
    }

    /** @return whether words of this set's subjects are written */
    boolean has(String set) {
        MailSet own = settings.sets().get(set);
        return key != null && own != null && own.subjectWords();
    }

    /** @return the hashes of a subject's words, one after the other; empty if it has no words */
    byte[] hashes(String subject) {
        Collection<String> words = words(subject);
        Mac mac = mac();
        ByteBuffer hashes = ByteBuffer.allocate(Math.min(MOST, words.size()) * HASH);
        words.stream().limit(MOST).forEach(word -> hashes.put(hash(mac, word)));
        return hashes.array();
    }

    /** @return whether all of these words are among those of the subject */
    static boolean containsAll(byte[] subject, byte[] words) {
        for (int i = 0; i < words.length; i += HASH) {
            if (!contains(subject, words, i)) {
                return false;
            }
        }
        return words.length > 0;
    }

    private static boolean contains(byte[] subject, byte[] words, int word) {
        for (int i = 0; i + HASH <= subject.length; i += HASH) {
            if (Arrays.equals(subject, i, i + HASH, words, word, word + HASH)) {
                return true;
            }
        }
        return false;
    }

    /**
     * @return the words, each once, in lower case; full-width and half-width forms count as one (Unicode Standard Annex
     *     15, NFKC)
     */
    static Collection<String> words(String subject) {
        String cut = subject.substring(0, Math.min(subject.length(), LONGEST_SUBJECT));
        int[] text = Normalizer.normalize(cut, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .toArray();
        Set<String> words = new LinkedHashSet<>();
        for (int start = 0; start < text.length; ) {
            int end = start + 1;
            if (hasNoSpaces(text[start])) {
                while (end < text.length && hasNoSpaces(text[end])) {
                    words.add(new String(text, end - 1, 2));
                    end++;
                }
                if (end == start + 1) {
                    words.add(new String(text, start, 1));
                }
            } else if (isOfWord(text[start])) {
                while (end < text.length && isOfWord(text[end]) && !hasNoSpaces(text[end])) {
                    end++;
                }
                words.add(new String(text, start, Math.min(end - start, LONGEST_WORD)));
            }
            start = end;
        }
        return new ArrayList<>(words);
    }

    private static boolean hasNoSpaces(int c) {
        return c == PROLONGED_SOUND || WITHOUT_SPACES.contains(Character.UnicodeScript.of(c)) && isOfWord(c);
    }

    private static boolean isOfWord(int c) {
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /** The desk's links use the same secret, with another label. */
    private static byte[] hash(Mac mac, String word) {
        byte[] whole = mac.doFinal(("subject word\n" + word).getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(whole, HASH);
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
