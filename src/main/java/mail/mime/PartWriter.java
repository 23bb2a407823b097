package mail.mime;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Writes one part, and computes its size and hash. */
final class PartWriter extends FilterOutputStream {

    /**
     * A part in the store.
     *
     * @param file 001, 002, …
     * @param warning the damage of its base64, null if there is none
     */
    record WrittenPart(String file, long size, String hash, String warning) {}

    private final MessageDigest sha256 = Sha256.digest();
    private final UnpackBudget budget;
    private long size;

    PartWriter(OutputStream out, UnpackBudget budget) {
        super(out);
        this.budget = budget;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        budget.takeBytes(length);
        size += length;
        sha256.update(bytes, offset, length);
        out.write(bytes, offset, length);
    }

    /** @return the file of the part with this number: three digits at least */
    static String file(int number) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, 3 - digits.length())) + digits;
    }

    long size() {
        return size;
    }

    /** Must be called once, after everything is written. */
    String hash() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
