package mail.mime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Jazzer calls this with generated input. Any input must give a correct manifest and no exception. */
public final class UnpackerFuzzer {

    private static final UnpackLimits LIMITS = new UnpackLimits(100_000, 500, 100, 10, 100, 50, 1_000_000);

    private static Path raw;

    private UnpackerFuzzer() {}

    public static void fuzzerInitialize() throws IOException {
        raw = Files.createTempFile("hikyaku-fuzz-", ".eml");
        raw.toFile().deleteOnExit();
    }

    public static void fuzzerTestOneInput(byte[] mail) throws IOException {
        Files.write(raw, mail);
        Map<String, Long> stored = new HashMap<>();
        Manifest manifest = new Unpacker(LIMITS).unpack("mail-1", raw, file -> counting(file, stored));

        check(manifest.parts().isEmpty() || manifest.limit() == null, "parts, or a limit");
        check(manifest.parts().stream().mapToLong(Manifest.Part::size).sum() <= LIMITS.decodedBytes(), "bounded size");
        check(manifest.to().size() <= LIMITS.addresses(), "bounded addresses");
        oneLine(manifest.subject());
        oneLine(manifest.messageId());
        manifest.from().forEach(person -> oneLine(person.name()));
        for (Manifest.Part part : manifest.parts()) {
            check(stored.get(part.file()) == part.size(), "the size that was stored");
            check(part.key().matches("mail-1/parts/\\d{3,}"), "a key of ours");
            oneLine(part.name());
            oneLine(part.type());
            oneLine(part.contentId());
            check(part.name() == null || !part.name().matches("(?s).*[/\\\\].*|\\.\\.?"), "a name that is no path");
        }
    }

    private static OutputStream counting(String file, Map<String, Long> stored) {
        check(stored.put(file, 0L) == null, "each file once");
        return new OutputStream() {
            @Override
            public void write(int b) {
                stored.merge(file, 1L, Long::sum);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                stored.merge(file, (long) length, Long::sum);
            }
        };
    }

    private static void oneLine(String text) {
        check(text == null || text.chars().noneMatch(Character::isISOControl), "no control character in a header");
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("broken: " + what);
        }
    }
}
