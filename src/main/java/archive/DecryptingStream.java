package archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Decrypts AES/GCM as a stream, with a few buffers for any length. The stream reaches its end only if the tag matches,
 * so the caller must not use any byte before that.
 *
 * <p>The JDK decrypts GCM only as a whole, in memory. So this class decrypts with AES/CTR, which GCM uses, and encrypts
 * the result with the JDK's AES/GCM. The resulting tag must equal the tag at the end of the object
 * (docs/decisions/020).
 *
 * @see <a href="https://doi.org/10.6028/NIST.SP.800-38D">NIST SP 800-38D, 7.1 and 7.2</a>
 */
final class DecryptingStream extends FilterInputStream {

    private static final int TAG = 16;
    private static final int CHUNK = 32_768;

    private final Cipher decryption;
    private final Cipher encryption;
    private final byte[] encrypted = new byte[CHUNK + TAG];
    private final byte[] encryptedAgain = new byte[CHUNK + 2 * TAG];
    private final byte[] plain = new byte[CHUNK];
    private int waiting; // encrypted bytes that may be the tag
    private int from;
    private int to;
    private boolean ended;
    private boolean changed;

    /**
     * @param iv initialization vector, 12 bytes
     * @throws GeneralSecurityException if the key is not an AES key
     */
    DecryptingStream(InputStream encrypted, byte[] key, byte[] iv) throws GeneralSecurityException {
        super(encrypted);
        SecretKeySpec aes = new SecretKeySpec(key, "AES");
        byte[] counter = Arrays.copyOf(iv, TAG);
        counter[TAG - 1] = 2; // counter 1 is for the tag itself; SES' largest mail is far from 2^32 blocks
        this.decryption = Cipher.getInstance("AES/CTR/NoPadding");
        decryption.init(Cipher.DECRYPT_MODE, aes, new IvParameterSpec(counter));
        this.encryption = Cipher.getInstance("AES/GCM/NoPadding");
        encryption.init(Cipher.ENCRYPT_MODE, aes, new GCMParameterSpec(8 * TAG, iv));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws MailNotDecrypted at the end, if the bytes or the key were changed */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        while (from == to && !ended) {
            decryptMore();
        }
        if (changed) {
            throw new MailNotDecrypted("its bytes or its metadata were changed after SES wrote them (GCM tag)");
        }
        if (from == to) {
            return -1;
        }
        int count = Math.min(length, to - from);
        System.arraycopy(plain, from, buffer, offset, count);
        from += count;
        return count;
    }

    private void decryptMore() throws IOException {
        int read = in.read(encrypted, waiting, encrypted.length - waiting);
        try {
            if (read < 0) {
                ended = true;
                changed = !hasItsTag();
                return;
            }
            waiting += read;
            int sure = Math.max(0, waiting - TAG);
            from = 0;
            to = decryption.update(encrypted, 0, sure, plain);
            encryption.update(plain, 0, to, encryptedAgain);
            System.arraycopy(encrypted, sure, encrypted, 0, waiting - sure);
            waiting -= sure;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK's own ciphers accept their own parameters", e);
        }
    }

    private boolean hasItsTag() throws GeneralSecurityException {
        byte[] last = encryption.doFinal();
        byte[] expected = Arrays.copyOfRange(last, last.length - TAG, last.length);
        return waiting == TAG && MessageDigest.isEqual(expected, Arrays.copyOf(encrypted, TAG));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public int available() {
        return to - from;
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, CHUNK)).length;
    }
}
