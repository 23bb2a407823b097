package settings;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What RunTask tells a courier of a work queue. Of a task for one delivery, {@code tasks.Pointers} reads it. */
public interface CourierSettings {

    /** How often a courier's step that AWS fails is tried again, before its outcome is kept for later. */
    int redeliveries();

    /** Wait before the first of these tries; doubles from one to the next, up to 30 s. */
    Duration redeliveryDelay();

    /** How often outcomes that the ledger did not take are tried again. */
    Duration outcomesEvery();

    /** All deliveries in this queue are its work. Absent in the pipeline. */
    Optional<String> queue();

    /** Where a message of the queue goes that is no order: a FIFO queue. Absent: it is only logged. */
    Optional<String> deadLetters();

    /** With a queue: ends when there was nothing in it for this long. */
    @WithDefault("PT60S")
    Duration idle();

    /** How long a courier stays for an outcome that the ledger does not take. After that, the command may be run again. */
    @WithDefault("PT12H")
    Duration keepOutcome();
}
