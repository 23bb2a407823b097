package addresses;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One version of a table.
 *
 * @param lines what is no UTF-8 in them is {@link TableLine#isNoText told apart}
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
