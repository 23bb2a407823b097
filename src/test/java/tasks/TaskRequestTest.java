package tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import ledger.Claim;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import mail.RawMail;
import org.junit.jupiter.api.Test;

class TaskRequestTest {

    @Test
    void theSameAttemptAsksForTheSameTaskByteForByte() {
        assertThat(TaskRequest.of(claim("ne-001@shop.example", 1)))
                .isEqualTo(TaskRequest.of(claim("ne-001@shop.example", 1)));
    }

    @Test
    void anotherAttemptOrAnotherDeliveryIsAnotherTask() {
        List<String> tokens = Stream.of(
                        claim("ne-001@shop.example", 1),
                        claim("ne-001@shop.example", 2),
                        claim("ne-002@shop.example", 1))
                .map(claim -> TaskRequest.of(claim).token())
                .toList();

        assertThat(tokens)
                .doesNotHaveDuplicates()
                .allSatisfy(token -> assertThat(token)
                        .as("ECS allows 64 characters, and must not learn an address")
                        .matches("[0-9a-f-]{36}"));
    }

    @Test
    void aTaskOfOneAttemptIsOneTaskOfItsTenant() {
        TaskRequest request = TaskRequest.of(claim("ne-001@shop.example", 1));

        assertThat(request.set()).isEqualTo("demo");
        assertThat(request.tenant()).isEqualTo("ne-001");
        assertThat(request.count()).isEqualTo(1);
        assertThat(request.startedBy())
                .as("startedBy finds a task whose ARN was not recorded")
                .isEqualTo(request.token());
    }

    @Test
    void couriersOfAWaveAreOneNeedAndAreFoundByTheirSet() {
        TaskRequest wave = TaskRequest.ofCouriers("demo", 3, 7, new TreeMap<>());

        assertThat(wave.token())
                .isEqualTo(TaskRequest.ofCouriers("demo", 3, 7, new TreeMap<>()).token())
                .isNotEqualTo(
                        TaskRequest.ofCouriers("demo", 3, 8, new TreeMap<>()).token())
                .isNotEqualTo(
                        TaskRequest.ofCouriers("other", 3, 7, new TreeMap<>()).token());
        assertThat(wave.startedBy())
                .isEqualTo(TaskRequest.ofCouriers("demo", 1, 8, new TreeMap<>()).startedBy())
                .isNotEqualTo(
                        TaskRequest.ofCouriers("other", 1, 8, new TreeMap<>()).startedBy());
        assertThat(wave.tenant()).isEmpty();
        assertThat(wave.count()).isEqualTo(3);
    }

    @Test
    void eachCapacityProviderIsAskedWithATokenOfItsOwn() {
        TaskRequest request = TaskRequest.of(claim("ne-001@shop.example", 1));

        assertThat(request.tokenFor("")).isEqualTo(request.token());
        assertThat(request.tokenFor("FARGATE_SPOT"))
                .isEqualTo(request.tokenFor("FARGATE_SPOT"))
                .isNotEqualTo(request.token())
                .isNotEqualTo(request.tokenFor("FARGATE"));
    }

    static Claim claim(String recipient, int attempt) {
        Delivery delivery = Delivery.of(
                        new DeliveryId("mail-1", recipient), "", Instant.EPOCH, new RawMail("raw", "raw/mail-1"))
                .in("demo", "ne-001");
        return new Claim(delivery, "worker", 1, attempt, 1, DeliveryStatus.CLAIMED);
    }
}
