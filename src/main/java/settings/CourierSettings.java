package settings;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/**
 * The variables that RunTask passes to a courier of a work queue. For a task of one delivery, {@code tasks.TaskVariables}
 * reads them.
 */
public interface CourierSettings {

    /** How often a courier repeats a step that failed because of AWS, before it keeps the outcome for later. */
    int redeliveries();

    /** Wait before the first repetition; it doubles each time, up to 30 s. */
    Duration redeliveryDelay();

    /** How often outcomes that the ledger did not accept are tried again. */
    Duration outcomesEvery();

    /** The work queue; the courier runs all deliveries in it. Absent in the pipeline. */
    Optional<String> queue();

    /** FIFO queue for messages of the work queue that are not orders. Absent: they are only logged. */
    Optional<String> deadLetters();

    /** With a work queue: the courier ends after this time without work. */
    @WithDefault("PT60S")
    Duration idle();

    /** How long a courier waits for the ledger to accept an outcome. After that, the command may be run again. */
    @WithDefault("PT12H")
    Duration keepOutcome();
}
