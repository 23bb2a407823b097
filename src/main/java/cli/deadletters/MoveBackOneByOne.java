package cli.deadletters;

import cli.runtime.Interruption;
import desk.DeadLetter;
import desk.DeadLetterQueue;
import desk.OperatorAction;
import desk.OperatorActions;
import desk.RateLimit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Receives one dead letter after another, and moves it back or redrives its deliveries. At the end, the remaining
 * messages are returned to the queue.
 */
final class MoveBackOneByOne {

    private final DeadLetterQueue queue;
    private final OperatorActions actions;
    private final Interruption interruption;
    private final MoveBackOptions options;
    private final MoveBackCounts counts;
    private final RateLimit pace;

    MoveBackOneByOne(
            DeadLetterQueue queue,
            OperatorActions actions,
            Interruption interruption,
            MoveBackOptions options,
            MoveBackCounts counts) {
        this.queue = queue;
        this.actions = actions;
        this.interruption = interruption;
        this.options = options;
        this.counts = counts;
        this.pace = new RateLimit(options.rate, System::nanoTime);
    }

    void run() {
        Set<String> seen = new HashSet<>();
        List<DeadLetter> left = new ArrayList<>();
        try {
            for (List<DeadLetter> some = take(seen); !some.isEmpty(); some = take(seen)) {
                left.addAll(some);
                some.stream()
                        .takeWhile(letter -> goesOn())
                        .filter(this::takesAway)
                        .forEach(left::remove);
            }
        } finally {
            queue.putBack(left);
        }
    }

    private List<DeadLetter> take(Set<String> seen) {
        return counts.whole && !isEnough() ? queue.take(seen) : List.of();
    }

    private boolean goesOn() {
        if (isEnough()) {
            return false;
        }
        if (interruption.isAskedWithin(pace.untilNext())) {
            counts.whole = false;
            System.err.println("interrupted");
        }
        pace.step();
        return counts.whole;
    }

    private boolean isEnough() {
        return counts.redriven + counts.moved >= options.limit;
    }

    /** @return whether the message has left the queue */
    private boolean takesAway(DeadLetter letter) {
        if (!letter.isAnnouncement()) {
            counts.foreign++;
            return false;
        }
        if (letter.isDead() && !options.redrive) {
            counts.dead++;
            return false;
        }
        if (options.dryRun) {
            counts.redriven += letter.isDead() ? 1 : 0;
            counts.moved += letter.isDead() ? 0 : 1;
            System.out.println(letter.line());
            return false;
        }
        if (!letter.isDead()) {
            queue.moveBack(letter);
            counts.moved++;
            return true;
        }
        return redrives(letter);
    }

    private boolean redrives(DeadLetter letter) {
        boolean all = letter.dead().stream()
                .map(entry -> actions.apply(OperatorAction.REDRIVE, entry, entry.status(), options.by, options.why)
                        .isDone())
                .reduce(true, Boolean::logicalAnd);
        if (all) {
            queue.delete(letter);
            counts.redriven++;
        } else {
            counts.refused++; // the status has changed: the next call reads it
        }
        return all;
    }
}
