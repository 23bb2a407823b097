package desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import ledger.Entry;

/**
 * A delivery in three sentences.
 *
 * @param happened what happened last, with its reason
 * @param next what happens next without an operator
 * @param nextAt latest time of the next step; absent if nothing happens by itself
 * @param remedy what an operator can do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record DeliverySummary(String happened, String next, Instant nextAt, String remedy) {

    /** @param words {@link Words} of the reader's language */
    public static DeliverySummary of(Entry entry, Map<String, String> words) {
        String kind = kind(entry);
        Map<String, Object> values = Map.of(
                "note", reason(entry, words),
                "by", entry.last().by(),
                "attempt", entry.claim().attempt());
        return new DeliverySummary(
                Words.fill(words.get("happened." + kind), values),
                words.get("next." + kind),
                entry.dueAt(),
                words.get("remedy." + kind));
    }

    /** @return the last part of the keys of its sentences */
    static String kind(Entry entry) {
        boolean byOperator = OperatorEvent.of(entry.last()).isPresent();
        return switch (entry.status()) {
            case CLAIMED, UNPACKED -> "in-work";
            case HANDED_OVER -> isQueued(entry) ? "queued" : "handed-over";
            case RETRY -> byOperator ? "sent-again" : waits(entry) ? "waits" : "retry";
            case DROPPED -> byOperator ? "dropped-by" : "dropped";
            case FAILED -> entry.last().note().startsWith("exit ") ? "failed-exit" : "failed";
            default -> entry.status().name().toLowerCase(Locale.ROOT);
        };
    }

    /** Whether the last note has the prefix that {@link policy.QuotaCheck} writes. */
    private static boolean waits(Entry entry) {
        return entry.last().note().startsWith("waits: ");
    }

    /** Whether the task has the prefix that {@link tasks.TaskWatch} writes. */
    private static boolean isQueued(Entry entry) {
        return entry.task() != null && entry.task().startsWith("queue:");
    }

    private static String reason(Entry entry, Map<String, String> words) {
        String note = OperatorEvent.of(entry.last())
                .map(OperatorEvent::why)
                .orElse(entry.last().note());
        String translated = Words.translated(note, words);
        return note.isBlank() ? "–" : translated.isEmpty() ? note : translated;
    }
}
