package local.cloud.table;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/**
 * A piece of a table or an index, in the order of its keys.
 *
 * @param from its first key; null for the first of all
 * @param until the first key behind it; null if none is
 */
record ItemRange(byte[] from, byte[] until) {

    static final ItemRange ALL = new ItemRange(null, null);

    /** All keys that begin with these bytes. */
    static ItemRange of(byte[] prefix) {
        return new ItemRange(prefix, KeyBytes.behind(prefix));
    }

    boolean contains(byte[] key) {
        return (from == null || Arrays.compareUnsigned(from, key) <= 0)
                && (until == null || Arrays.compareUnsigned(key, until) < 0);
    }

    /** What is left of the range behind this key. */
    ItemRange behind(byte[] key, boolean forward) {
        return forward ? new ItemRange(KeyBytes.behind(key), until) : new ItemRange(from, key);
    }

    /** @return the items of the map, as JSON */
    Iterator<byte[]> read(MVMap<byte[], byte[]> map, boolean forward) {
        Cursor<byte[], byte[]> cursor = forward ? map.cursor(from) : map.cursor(until, null, true);
        return new Iterator<>() {

            private byte[] next = find();

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public byte[] next() {
                if (next == null) {
                    throw new NoSuchElementException();
                }
                byte[] found = next;
                next = find();
                return found;
            }

            private byte[] find() {
                while (cursor.hasNext()) {
                    byte[] key = cursor.next();
                    if (contains(key)) {
                        return Objects.requireNonNull(cursor.getValue());
                    }
                    if (forward || !Arrays.equals(key, until)) {
                        return null;
                    }
                }
                return null;
            }
        };
    }
}
