package courier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import mail.mime.PlainText;

/** Reads a stream to its end and keeps the last bytes: a command may print without end, in any charset. */
final class OutputTail extends Thread {

    private static final int KEPT = 2048;

    private static final Pattern LINE_END = Pattern.compile("\r\n?");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9f}&&[^\n\t]]");

    private final InputStream stream;
    private final byte[] ring = new byte[KEPT];
    private long count;

    OutputTail(InputStream stream) {
        super("command-output");
        this.stream = stream;
        setDaemon(true);
    }

    @Override
    public void run() {
        byte[] buffer = new byte[8192];
        try {
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                keep(buffer, read);
            }
        } catch (IOException e) {
            // the command and its pipe are gone: there are no more bytes
        }
    }

    private synchronized void keep(byte[] buffer, int length) {
        for (int i = Math.max(0, length - KEPT); i < length; i++) {
            ring[(int) ((count + i) % KEPT)] = buffer[i];
        }
        count += length;
    }

    /**
     * @return the end of the output, at most {@value #KEPT} bytes of UTF-8, decoded with the charset that the bytes
     *     show. Line feeds and tabs are kept; other control characters become {@code ?}
     */
    String text() {
        String text = PlainText.of(kept());
        return end(CONTROL.matcher(LINE_END.matcher(text).replaceAll("\n")).replaceAll("?"))
                .strip();
    }

    /**
     * The kept part begins at a line, because no character of any charset, and no shift of ISO-2022-JP, crosses a line
     * end.
     */
    private synchronized byte[] kept() {
        int size = (int) Math.min(count, KEPT);
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = ring[(int) ((count - size + i) % KEPT)];
        }
        int start = 0;
        while (count > KEPT && start < size - 1 && bytes[start] != '\n') {
            start++;
        }
        return start < size / 2 ? Arrays.copyOfRange(bytes, start, size) : bytes;
    }

    private static String end(String text) {
        int start = text.length();
        for (int bytes = 0; start > 0; start -= Character.charCount(text.codePointBefore(start))) {
            bytes += Character.toString(text.codePointBefore(start)).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > KEPT) {
                break;
            }
        }
        return text.substring(start);
    }
}
