package replay;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * A file of which any part can be read again. Compressed data, or data from a pipe, is kept in a temporary file
 * meanwhile.
 */
final class SeekableFile implements Closeable {

    private static final int GZIP = 0x1f8b;

    private final FileChannel channel;

    private SeekableFile(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws IOException if the file cannot be read, or is compressed and incomplete */
    static SeekableFile open(Path path) throws IOException {
        try (InputStream in = new BufferedInputStream(stream(path))) {
            boolean packed = isPacked(in);
            if (Files.isRegularFile(path) && !packed) {
                return new SeekableFile(FileChannel.open(path));
            }
            return copy(packed ? new GZIPInputStream(new NeverEmpty(in)) : in);
        }
    }

    /** A stream of {@link Files} asks its channel for the position; for a pipe, that fails with "Illegal seek". */
    private static InputStream stream(Path path) throws IOException {
        return Files.exists(path) && !Files.isRegularFile(path)
                ? new FileInputStream(path.toFile())
                : Files.newInputStream(path);
    }

    long size() throws IOException {
        return channel.size();
    }

    /** @param to may be beyond the end; the stream need not be closed */
    InputStream range(long from, long to) {
        return new Range(from, to);
    }

    /** Java's gzip reader takes a pipe without available data for the end of a file with several members. */
    private static final class NeverEmpty extends FilterInputStream {

        private NeverEmpty(InputStream in) {
            super(in);
        }

        @Override
        public int available() throws IOException {
            return Math.max(1, super.available());
        }
    }

    private static boolean isPacked(InputStream in) throws IOException {
        in.mark(2);
        int magic = in.read() << 8 | in.read();
        in.reset();
        return magic == GZIP;
    }

    /** The file is deleted once it is open, so its data disappears with the process. */
    private static SeekableFile copy(InputStream in) throws IOException {
        Path file = Files.createTempFile("hikyaku-", ".mbox");
        try {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return new SeekableFile(FileChannel.open(file));
        } finally {
            Files.delete(file);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private final class Range extends InputStream {

        private long position;
        private final long end;

        private Range(long position, long end) {
            this.position = position;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, buffer.length);
            int wanted = (int) Math.min(length, end - position);
            if (wanted <= 0) {
                return length == 0 ? 0 : -1;
            }
            int read = channel.read(ByteBuffer.wrap(buffer, offset, wanted), position);
            position += Math.max(0, read);
            return read;
        }
    }
}
