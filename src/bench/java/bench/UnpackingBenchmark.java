package bench;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedFileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mail.mime.UnpackLimits;
import mail.mime.Unpacker;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures megabytes of mail per second for each library in the same run. Mails are read from files, and the output is
 * discarded. Hikyaku decodes every part, finds its charset, hashes it and reads the headers. Angus and mime4j's DOM
 * decode every part, decode text with the named charset, and read subject, sender and recipients. mime4j's token stream
 * decodes nothing. A mail for which a library throws an exception counts as done.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class UnpackingBenchmark {

    /** The mails of the folder {@code CORPUS}; without it, the few mails of the tests and the demo. */
    private static final List<Path> CORPUS = Stream.ofNullable(System.getenv("CORPUS"))
            .map(Path::of)
            .toList();

    private static final List<Path> OWN = List.of(Path.of("src/test/resources/mail"), Path.of("demo/mails"));

    @Param({"corpus", "attachments", "orders"})
    String mails;

    private final Unpacker unpacker = new Unpacker(UnpackLimits.usual());
    private final Session session = Session.getInstance(new Properties());
    private final byte[] buffer = new byte[1 << 15];
    private final char[] chars = new char[1 << 13];
    private List<Path> files;
    private int next;

    /** Counters that JMH prints beside the calls per second. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Work {
        public double megabytes;
    }

    @Setup
    public void write() throws IOException {
        Path file = Files.createTempFile("hikyaku-bench-", ".eml");
        files = switch (mails) {
            case "corpus" -> corpus();
            case "attachments" -> List.of(Files.write(file, Mails.withAttachments(5_000_000)));
            default -> List.of(Files.write(file, Mails.order(20_000)));
        };
    }

    @Benchmark
    public Object hikyaku(Work work) throws IOException {
        return unpacker.unpack("mail-1", next(work), part -> OutputStream.nullOutputStream());
    }

    @Benchmark
    public long angus(Work work) throws IOException {
        try (SharedFileInputStream in = new SharedFileInputStream(next(work).toFile())) {
            MimeMessage message = new MimeMessage(session, in);
            message.getSubject();
            message.getFrom();
            message.getAllRecipients();
            return decode((Part) message);
        } catch (MessagingException | IOException e) {
            return 0;
        }
    }

    @Benchmark
    public long mime4jDom(Work work) throws IOException {
        DefaultMessageBuilder builder = new DefaultMessageBuilder();
        builder.setMimeEntityConfig(MimeConfig.PERMISSIVE);
        try (InputStream in = Files.newInputStream(next(work))) {
            Message message = builder.parseMessage(in);
            message.getSubject();
            message.getFrom();
            message.getTo();
            return decode(message);
        }
    }

    @Benchmark
    public long mime4jTokens(Work work) throws IOException, MimeException {
        MimeTokenStream tokens = new MimeTokenStream(MimeConfig.PERMISSIVE);
        long size = 0;
        try (InputStream in = Files.newInputStream(next(work))) {
            tokens.parse(in);
            for (EntityState state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = tokens.next()) {
                size += state == EntityState.T_BODY ? drain(tokens.getInputStream()) : 0;
            }
        }
        return size;
    }

    private long decode(Part part) throws MessagingException, IOException {
        long size = 0;
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart multipart) {
            for (int i = 0; i < multipart.getCount(); i++) {
                size += decode(multipart.getBodyPart(i));
            }
        } else {
            size += part.getContent() instanceof String text ? text.length() : drain(part.getInputStream());
        }
        return size;
    }

    private long decode(Entity entity) throws IOException {
        long size = 0;
        if (entity.getBody() instanceof org.apache.james.mime4j.dom.Multipart multipart) {
            for (Entity child : multipart.getBodyParts()) {
                size += decode(child);
            }
        } else if (entity.getBody() instanceof TextBody text) {
            size += drain(text.getReader());
        } else if (entity.getBody() instanceof SingleBody body) {
            size += drain(body.getInputStream());
        }
        return size;
    }

    private long drain(InputStream in) throws IOException {
        long size = 0;
        int read;
        while ((read = in.read(buffer)) >= 0) {
            size += read;
        }
        return size;
    }

    private long drain(Reader text) throws IOException {
        long size = 0;
        int read;
        while ((read = text.read(chars)) >= 0) {
            size += read;
        }
        return size;
    }

    private Path next(Work work) throws IOException {
        Path file = files.get(next++ % files.size());
        work.megabytes += Files.size(file) / 1e6;
        return file;
    }

    private static List<Path> corpus() throws IOException {
        List<Path> mails = new ArrayList<>();
        for (Path folder : CORPUS.isEmpty() ? OWN : CORPUS) {
            try (Stream<Path> inside = Files.list(folder)) {
                inside.filter(Files::isRegularFile)
                        .filter(file -> !file.toString().endsWith(".json") && !file.toString().endsWith(".tsv"))
                        .sorted()
                        .forEach(mails::add);
            }
        }
        return mails;
    }
}
