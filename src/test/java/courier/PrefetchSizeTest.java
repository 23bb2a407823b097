package courier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import local.Configuration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.InterceptorContext;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** How many orders a courier requests at once. */
class PrefetchSizeTest {

    private final PrefetchSize handful = new PrefetchSize(Configuration.with(Map.of()));

    @Test
    void aCourierThatKnowsNothingTakesOne() {
        assertThat(handful.size()).isEqualTo(1);
    }

    @Test
    void aCourierTakesWhatItWorksOffInTwoSeconds() {
        work(1, Duration.ofMillis(500));
        assertThat(handful.size()).isEqualTo(4);

        work(1, Duration.ofMillis(100)); // the mean is 300 ms
        assertThat(handful.size()).isEqualTo(6);
    }

    @Test
    void ofQuickOrdersItTakesAsManyAsSqsGives() {
        work(3, Duration.ofMillis(5));

        assertThat(handful.size()).isEqualTo(10);
    }

    @Test
    void ofSlowOrdersItTakesOneAtATime() {
        work(1, Duration.ofMillis(1001));
        assertThat(handful.size()).isEqualTo(1);

        work(1, Duration.ofMinutes(5));
        assertThat(handful.size()).isEqualTo(1);
    }

    @Test
    void theLatestTenOrdersCountAndNoOthers() {
        work(100, Duration.ofMillis(1));
        work(10, Duration.ofSeconds(2));
        assertThat(handful.size()).isEqualTo(1);

        work(10, Duration.ofMillis(400));
        assertThat(handful.size()).isEqualTo(5);
    }

    @Test
    void anOrderWhoseEndIsBeforeItsBeginByTheClockIsAQuickOne() {
        work(1, Duration.ofSeconds(-3600));

        assertThat(handful.size()).isEqualTo(10);
    }

    @Test
    void onlyTheRequestToTheWorkQueueAsksForAHandful() {
        PrefetchSize courier =
                new PrefetchSize(Configuration.with(Map.of("hikyaku.courier.queue", "http://sqs.example/work.fifo")));
        courier.took(Duration.ofMillis(500));
        SdkRequest deletion = DeleteMessageRequest.builder()
                .queueUrl("http://sqs.example/work.fifo")
                .build();

        assertThat(asked(courier, receive("http://sqs.example/work.fifo"))).isEqualTo(4);
        assertThat(asked(courier, receive("http://sqs.example/mail"))).isEqualTo(7);
        assertThat(asked(handful, receive("http://sqs.example/work.fifo")))
                .as("a process other than a courier")
                .isEqualTo(7);
        assertThat(modified(courier, deletion)).isSameAs(deletion);
    }

    private static SdkRequest receive(String queue) {
        return ReceiveMessageRequest.builder()
                .queueUrl(queue)
                .maxNumberOfMessages(7)
                .build();
    }

    private static int asked(PrefetchSize handful, SdkRequest request) {
        return ((ReceiveMessageRequest) modified(handful, request)).maxNumberOfMessages();
    }

    private static SdkRequest modified(PrefetchSize handful, SdkRequest request) {
        return handful.modifyRequest(
                InterceptorContext.builder().request(request).build(), new ExecutionAttributes());
    }

    private void work(int orders, Duration each) {
        for (int i = 0; i < orders; i++) {
            handful.took(each);
        }
    }
}
