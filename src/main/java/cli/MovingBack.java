package cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import desk.Act;
import desk.DeadLetter;
import desk.DeadLetterQueue;
import desk.MoveTask;
import desk.Operators;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.ExitCode;

/** Moves dead letters back: by a task of SQS, or one after another, as {@link DeadLetterCommands.MoveBack} says. */
public class MovingBack extends Asking {

    private static final int LOOKED_THROUGH = 1000;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    @Inject
    DeadLetterQueue queue;

    @Inject
    Operators operators;

    @Inject
    Interruption interruption;

    private DeadLetterCommands.MoveBack command;
    private Pace pace;
    private long moved;
    private int redriven;
    private int dead;
    private int foreign;
    private int refused;
    private boolean whole = true;

    @Override
    int answer(String... arguments) throws JsonProcessingException {
        command = Hikyaku.command(DeadLetterCommands.MoveBack.class, arguments);
        interruption.begin();
        try {
            if (command.selects()) {
                oneByOne();
            } else {
                all();
            }
        } finally {
            interruption.end();
            report();
        }
        return whole && dead + refused == 0 ? ExitCode.OK : 1;
    }

    private void all() {
        List<DeadLetter> first = queue.look(LOOKED_THROUGH, letter -> true);
        dead = (int) first.stream().filter(DeadLetter::isDead).count();
        if (dead > 0 || command.dryRun) {
            moved = command.dryRun ? first.size() - dead : 0;
            return;
        }
        MoveTask task = queue.startMoving(command.rate);
        for (MoveTask.State state = task.state(); ; state = task.state()) {
            moved = state.moved();
            if (!state.running()) {
                whole = state.failure().isEmpty();
                tell(whole ? "SQS has moved them" : "SQS' task failed: " + state.failure());
                return;
            }
            tell("%d moved".formatted(moved));
            if (interruption.isAskedWithin(BETWEEN_LOOKS)) {
                task.cancel();
                whole = false;
                tell("interrupted");
                return;
            }
        }
    }

    private void oneByOne() {
        Set<String> seen = new HashSet<>();
        List<DeadLetter> left = new ArrayList<>();
        pace = new Pace(command.rate, System::nanoTime);
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
        return whole && !isEnough() ? queue.take(seen) : List.of();
    }

    private boolean goesOn() {
        if (isEnough()) {
            return false;
        }
        if (interruption.isAskedWithin(pace.untilNext())) {
            whole = false;
            tell("interrupted");
        }
        pace.step();
        return whole;
    }

    private boolean isEnough() {
        return redriven + moved >= command.limit;
    }

    /** @return whether it is no longer in the queue */
    private boolean takesAway(DeadLetter letter) {
        if (!letter.isAnnouncement()) {
            foreign++;
            return false;
        }
        if (letter.isDead() && !command.redrive) {
            dead++;
            return false;
        }
        if (command.dryRun) {
            redriven += letter.isDead() ? 1 : 0;
            moved += letter.isDead() ? 0 : 1;
            System.out.println(letter.line());
            return false;
        }
        if (!letter.isDead()) {
            queue.moveBack(letter);
            moved++;
            return true;
        }
        return redrives(letter);
    }

    private boolean redrives(DeadLetter letter) {
        boolean all = letter.dead().stream()
                .map(entry -> operators.perform(Act.REDRIVE, entry, command.by, command.why))
                .reduce(true, Boolean::logicalAnd);
        if (all) {
            queue.delete(letter);
            redriven++;
        } else {
            refused++; // another status by now: the next call sees which
        }
        return all;
    }

    private static void tell(String what) {
        System.err.println(what);
    }

    private void report() throws JsonProcessingException {
        if (command.json) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("moved", moved);
            report.put("redriven", redriven);
            report.put("dead", dead);
            report.put("noAnnouncement", foreign);
            report.put("refused", refused);
            report.put("dryRun", command.dryRun);
            print(report);
            return;
        }
        String would = command.dryRun ? "would be " : "";
        System.out.printf(
                "%d %smoved back, %d %sredriven; left: %d DEAD, %d no announcements, %d had another status by then%n",
                moved, would, redriven, would, dead, foreign, refused);
        if (dead > 0) {
            System.out.println("DEAD is settled: moving the message does nothing. --redrive --why … runs them again.");
        }
    }
}
