package addresses;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One version of a table.
 *
 * @param lines text; bytes that are not UTF-8 are {@link TableLine#isNoText marked}
 */
record TableVersion(String stamp, List<String> lines) {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    static TableVersion of(String stamp, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return new TableVersion(
                stamp,
                (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text)
                        .lines()
                        .toList());
    }
}
