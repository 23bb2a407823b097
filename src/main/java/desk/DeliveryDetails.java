package desk;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/**
 * A delivery from the ledger: the common model of pages, API, command line and JMX. As JSON its times are ISO 8601,
 * UTC, and unknown fields are absent. It contains addresses: only for operators, and never for a log.
 *
 * @param id the delivery's id for logs and links, without an address
 * @param mail SES message id
 * @param key the part of the id after the mail's: together they form the delivery's path below /desk and /api
 * @param sender the envelope sender; empty for a bounce
 * @param author the address in the header From; absent if it is also the sender's, or unknown
 * @param messageId the sender's Message-ID; empty if unknown
 * @param since when the delivery got its status
 * @param dueAt when the pipeline resumes the delivery; absent if it has ended
 * @param task ARN, or the work queue that has the delivery; absent if neither
 * @param trace id of the delivery's OpenTelemetry trace, even if traces are not collected
 * @param raw bucket/key of the stored mail; absent if it is not kept any more
 * @param manifest bucket/key of the list of the mail's parts; absent before the mail is unpacked, and when the list is
 *     not kept any more
 * @param summary what happened, what happens next and what an operator can do, in English
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection(ignoreNested = false)
public record DeliveryDetails(
        String id,
        String mail,
        String key,
        String recipient,
        String sender,
        String author,
        String messageId,
        String set,
        String tenant,
        String status,
        int attempt,
        Instant receivedAt,
        Instant since,
        Instant dueAt,
        String task,
        String trace,
        String raw,
        String manifest,
        DeliverySummary summary,
        List<DeliveryEvent> timeline) {

    /**
     * One line of the timeline.
     *
     * @param by the writer: ses, pipeline, courier, an operator's name
     * @param note reason, exit code, task; empty if there is none
     */
    public record DeliveryEvent(Instant at, String status, String by, String note) {}

    /** @return the newest note of the timeline */
    @JsonIgnore
    public String note() {
        return timeline.get(timeline.size() - 1).note();
    }

    /** @return duration of the current status, in words */
    public String age(Instant now) {
        return ShortDuration.between(since, now);
    }
}
