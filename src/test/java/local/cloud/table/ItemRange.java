package local.cloud.table;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/**
 * A range of a table or an index, in the order of its keys.
 *
 * @param from first key of the range; null means from the beginning
 * @param until first key after the range; null means to the end
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

    /** The rest of the range after this key. */
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
