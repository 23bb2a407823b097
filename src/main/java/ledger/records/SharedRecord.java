package ledger.records;

import java.util.Map;

/**
 * A small record that all processes share, as it was read.
 *
 * @param name the record's name, of letters, digits, {@code -} and {@code /}
 * @param revision number of writes; 0 if there was none, and then there are no fields
 */
public record SharedRecord(String name, long revision, Map<String, String> fields) {}
