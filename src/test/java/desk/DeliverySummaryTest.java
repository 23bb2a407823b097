package desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ledger.Claim;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.Entry;
import mail.RawMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The first sentences about a delivery: what happened, what happens next without an operator, what an operator can do.
 */
class DeliverySummaryTest {

    private static final Instant NOW = Instant.parse("2026-11-24T01:00:00Z");

    @ParameterizedTest
    @EnumSource
    void everyStatusIsToldInBothLanguages(DeliveryStatus status) {
        for (Locale language : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            for (String note : List.of("", "exit 1: no order", "was HELD: mended")) {
                DeliverySummary told = DeliverySummary.of(entry(status, note, null), Words.in(language));

                assertThat(List.of(told.happened(), told.next(), told.remedy()))
                        .noneMatch(sentence -> sentence == null || sentence.isBlank() || sentence.contains("{"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FAILED  | exit 1: no order  | failed-exit | The program ended with exit 1: no order.",
                "FAILED  | no task           | failed      | It failed permanently: no task.",
                "RETRY   | was FAILED: again | sent-again  | mika sent it to the pipeline again: again.",
                "RETRY   | exit 75: busy     | retry       | The attempt failed, and the delivery waits: exit 75: busy.",
                "RETRY   | waits: the set is paused | waits | It is not handed over yet. It waits: the set is paused.",
                "DROPPED | was HELD: spam    | dropped-by  | mika dropped it: spam.",
                "DROPPED | shadow            | dropped     | It is not delivered, as the set's settings say: shadow.",
                "HELD    | too-large         | held        | It is held: too-large."
            })
    void whoeverActedAndWhyStandsInTheFirstSentence(DeliveryStatus status, String note, String kind, String happened) {
        assertThat(DeliverySummary.kind(entry(status, note, null))).isEqualTo(kind);
        assertThat(DeliverySummary.of(entry(status, note, null), Words.ENGLISH).happened())
                .startsWith(happened);
    }

    @Test
    void whatWaitsForACourierIsNotSaidToBeWithATask() {
        assertThat(DeliverySummary.kind(entry(DeliveryStatus.HANDED_OVER, "", "queue:1")))
                .isEqualTo("queued");
        assertThat(DeliverySummary.kind(entry(DeliveryStatus.HANDED_OVER, "", "arn:aws:ecs:task/1")))
                .isEqualTo("handed-over");
    }

    @Test
    void aProgramsOutputIsNotSearchedForPlaces() {
        assertThat(DeliverySummary.of(
                                entry(DeliveryStatus.FAILED, "exit 1: {by}", null),
                                Map.of(
                                        "happened.failed-exit",
                                        "{note}",
                                        "next.failed-exit",
                                        "",
                                        "remedy.failed-exit",
                                        ""))
                        .happened())
                .isEqualTo("exit 1: {by}");
    }

    private static Entry entry(DeliveryStatus status, String note, String task) {
        Delivery delivery = Delivery.of(
                new DeliveryId("mail-1", "ne-001@shop.example"),
                "order@market.example",
                NOW,
                new RawMail("raw", "raw/1"));
        return new Entry(
                new Claim(delivery, "pipeline", 1, 1, 1, status),
                status.isFinal() ? null : NOW,
                task,
                List.of(new Entry.Event(NOW, status, "mika", note)));
    }
}
