package courier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Reads a stream to its end and keeps the last bytes: a command may print without end. */
final class Tail extends Thread {

    private static final int KEPT = 2048;

    /** Colours, for instance: a terminal's escape sequences are no text, and SQS refuses them. */
    private static final Pattern NOT_OF_A_NOTE = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");

    private final InputStream stream;
    private final byte[] ring = new byte[KEPT];
    private long count;

    Tail(InputStream stream) {
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
            // the command is gone and its pipe with it: what came before is all there is
        }
    }

    private synchronized void keep(byte[] buffer, int length) {
        for (int i = Math.max(0, length - KEPT); i < length; i++) {
            ring[(int) ((count + i) % KEPT)] = buffer[i];
        }
        count += length;
    }

    synchronized String text() {
        int size = (int) Math.min(count, KEPT);
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = ring[(int) ((count - size + i) % KEPT)];
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return NOT_OF_A_NOTE.matcher(text).replaceAll("?").strip();
    }
}
