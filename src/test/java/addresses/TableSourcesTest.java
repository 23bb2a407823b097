package addresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Reads aliases files from each place where one may be: beside the program, inside it, or in a bucket. The bucket here
 * is a server with one object.
 */
class TableSourcesTest {

    private static final String ALIASES = "ne-001: \"|/bin/mail 001\"\n";

    @TempDir
    Path folder;

    private HttpServer bucket;
    private S3Client s3;
    private int status = 200;

    @BeforeEach
    void startBucket() throws IOException {
        bucket = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bucket.createContext("/", call -> {
            boolean there = call.getRequestURI().getPath().equals("/config/sets/aliases");
            String answer = there ? ALIASES : "<Error><Code>NoSuchKey</Code></Error>";
            byte[] body = call.getRequestMethod().equals("GET") && status == 200
                    ? answer.getBytes(StandardCharsets.UTF_8)
                    : new byte[0];
            call.getResponseHeaders().add("ETag", "\"etag-1\"");
            call.sendResponseHeaders(there || status != 200 ? status : 404, body.length == 0 ? -1 : body.length);
            call.getResponseBody().write(body);
            call.close();
        });
        bucket.start();
        s3 = S3Client.builder()
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + bucket.getAddress().getPort()))
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }

    @AfterEach
    void stopBucket() {
        s3.close();
        bucket.stop(0);
    }

    @Test
    void aliasesInABucketAreReadWithTheStampOfWhatWasRead() throws Exception {
        TableSource source = named("s3://config/sets/aliases");

        TableVersion content = source.read();

        assertThat(content.lines()).containsExactly(ALIASES.strip());
        assertThat(content.stamp()).contains("etag-1").isEqualTo(source.stamp());
        assertThat(source).hasToString("s3://config/sets/aliases");
    }

    @Test
    void aliasesThatAreNotInTheBucketAreNamed() throws Exception {
        TableSource source = named("s3://config/sets/none");

        assertThat(source.stamp()).isEqualTo(TableSource.MISSING);
        assertThatThrownBy(source::read)
                .isInstanceOf(UnreadableTable.class)
                .hasMessage("s3://config/sets/none does not exist");
    }

    @Test
    void aBucketThatMayNotBeReadSaysSo() {
        status = 403;
        TableSource source = named("s3://config/sets/aliases");

        assertThatThrownBy(source::read)
                .isInstanceOf(UnreadableTable.class)
                .hasMessage("s3://config/sets/aliases cannot be read: S3 answers 403");
        assertThatThrownBy(source::stamp).isInstanceOf(UnreadableTable.class).hasMessageContaining("S3 answers 403");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://", "s3://config", "s3://config/", "s3:///aliases"})
    void anAddressInABucketNeedsBucketAndKey(String uri) {
        assertThatThrownBy(() -> named(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(uri + " names no object: write s3://bucket/key");
    }

    @Test
    void aKeyOfOneLetterIsAKey() {
        assertThat(named("s3://c/a")).hasToString("s3://c/a");
    }

    @Test
    void aliasesInTheProgramNeverChange() throws Exception {
        TableSource source = named("classpath:mail/order.eml");
        TableSource missing = named("classpath:none");

        assertThat(named("classpath:application.properties").read().lines()).isNotEmpty();
        assertThat(named("classpath:application.properties").stamp())
                .isEqualTo(named("classpath:application.properties").read().stamp());
        assertThat(missing.stamp()).isEqualTo(TableSource.MISSING);
        assertThatThrownBy(missing::read).hasMessage("classpath:none does not exist");
        assertThat(source.beside("list")).hasToString("classpath:mail/list");
    }

    @Test
    void aListLiesBesideItsFileOrBelowIt() {
        assertThat(named("s3://config/sets/aliases").beside("lists/shops")).hasToString("s3://config/sets/lists/shops");
        assertThat(named("s3://config/aliases").beside("shops")).hasToString("s3://config/shops");
        assertThat(named(folder.resolve("aliases").toString()).beside("shops"))
                .hasToString(folder.resolve("shops").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../other/aliases", "lists/../../aliases"})
    void aListOfABucketNeverLiesAboveItsFile(String path) {
        assertThatThrownBy(() -> named("s3://config/sets/aliases").beside(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("put it beside the aliases file");
        assertThatThrownBy(() -> named("classpath:aliases").beside(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFileThatHasRestedKeepsItsStampAndOneThatIsNewIsReadAgain() throws Exception {
        Path file = Files.writeString(folder.resolve("aliases"), ALIASES);
        TableSource source = named(file.toString());
        assertThat(source.read().stamp())
                .as("a second write may have the same timestamp")
                .isNotEqualTo(source.stamp());

        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
        assertThat(source.read().stamp()).isEqualTo(source.stamp());

        String before = source.stamp();
        Files.writeString(file, ALIASES + ALIASES);
        assertThat(source.stamp()).isNotEqualTo(before);
    }

    @Test
    void aFileThatIsNotThereAndOneThatIsAFolderAreNamed() throws Exception {
        TableSource missing = named(folder.resolve("none").toString());

        assertThat(missing.stamp()).isEqualTo(TableSource.MISSING);
        assertThatThrownBy(missing::read).isInstanceOf(UnreadableTable.class).hasMessageContaining("none");
        assertThatThrownBy(named(folder.toString())::read)
                .isInstanceOf(UnreadableTable.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstName() throws Exception {
        Path file = Files.writeString(folder.resolve("aliases"), "\uFEFF" + ALIASES);

        assertThat(named(file.toString()).read().lines()).containsExactly(ALIASES.strip());
    }

    private TableSource named(String name) {
        return new TableSources(s3).named(name);
    }
}
