package ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import local.Configuration;
import local.cloud.LocalDynamoDb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import settings.Settings;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** What a process knows of the ledger's partitions, and when. */
class DirectoryTest {

    @RegisterExtension
    static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();

    private static final Settings SETTINGS = Configuration.with(Map.of());

    @Test
    void whatTheProcessHasEnteredItsReadersKnowAtOnce() {
        Directory directory = new Directory(DYNAMO_DB.client(), SETTINGS);
        directory.places(); // the next request must come within a second

        directory.enter("new");

        assertThat(directory.places()).contains(new Directory.Place("new", 0));
    }

    @Test
    void readersWithinASecondMakeOneRequest() {
        Directory directory = new Directory(DYNAMO_DB.client(), SETTINGS);
        DYNAMO_DB.newRequests();

        long start = System.nanoTime();
        IntStream.range(0, 100).parallel().forEach(i -> directory.places());
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);

        assertThat(DYNAMO_DB.newRequests()).hasSizeBetween(1, 1 + (int) seconds);
    }

    @Test
    void aReaderDoesNotWaitForARequestThatHangs() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Directory directory = new Directory(firstHangs(begun, end), SETTINGS);
        CompletableFuture<List<Directory.Place>> hanging = CompletableFuture.supplyAsync(directory::places);
        assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();

        assertThat(directory.places()).isNotEmpty();

        assertThat(hanging).isNotDone();
        end.countDown();
        assertThat(hanging.join()).isNotEmpty();
    }

    private static DynamoDbClient firstHangs(CountDownLatch begun, CountDownLatch end) {
        AtomicInteger requests = new AtomicInteger();
        return new DynamoDbClient() {
            @Override
            public QueryResponse query(QueryRequest query) {
                if (requests.getAndIncrement() == 0) {
                    begun.countDown();
                    try {
                        end.await(1, TimeUnit.MINUTES);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
                return DYNAMO_DB.client().query(query);
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        };
    }
}
