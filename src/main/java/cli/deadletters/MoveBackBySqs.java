package cli.deadletters;

import cli.runtime.Interruption;
import desk.DeadLetter;
import desk.DeadLetterQueue;
import desk.MessageMoveTask;
import java.time.Duration;
import java.util.List;

/**
 * Moves all dead letters back with one SQS task, and follows its progress. If it is interrupted, it cancels the task.
 */
final class MoveBackBySqs {

    private static final int LOOKED_THROUGH = 1000;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final DeadLetterQueue queue;
    private final Interruption interruption;
    private final MoveBackOptions options;
    private final MoveBackCounts counts;

    MoveBackBySqs(DeadLetterQueue queue, Interruption interruption, MoveBackOptions options, MoveBackCounts counts) {
        this.queue = queue;
        this.interruption = interruption;
        this.options = options;
        this.counts = counts;
    }

    void run() {
        List<DeadLetter> first = queue.look(LOOKED_THROUGH, letter -> true);
        counts.dead = (int) first.stream().filter(DeadLetter::isDead).count();
        if (counts.dead > 0 || options.dryRun) {
            counts.moved = options.dryRun ? first.size() - counts.dead : 0;
            return;
        }
        MessageMoveTask task = queue.startMoving(options.rate);
        for (MessageMoveTask.State state = task.state(); ; state = task.state()) {
            counts.moved = state.moved();
            if (!state.running()) {
                counts.whole = state.failure().isEmpty();
                System.err.println(counts.whole ? "SQS has moved them" : "SQS' task failed: " + state.failure());
                return;
            }
            System.err.println(counts.moved + " moved");
            if (interruption.isAskedWithin(BETWEEN_LOOKS)) {
                task.cancel();
                counts.whole = false;
                System.err.println("interrupted");
                return;
            }
        }
    }
}
