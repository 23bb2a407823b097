package doctor;

import doctor.CheckResult.CheckState;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The results for an installation, in the order of a mail's path.
 *
 * @param firstBroken name of the first broken arrow; empty if none is
 */
@RegisterForReflection
public record Diagnosis(String firstBroken, List<CheckResult> arrows) {

    public static final int WHOLE = 0;
    public static final int BROKEN = 1;
    public static final int NOT_ASKED = 3;

    static Diagnosis of(List<CheckResult> arrows) {
        return new Diagnosis(
                first(arrows, CheckState.BROKEN).map(CheckResult::arrow).orElse(""), arrows);
    }

    /** @return 0 if all arrows are correct, 1 if one is broken, 3 if none is broken and one could not be checked */
    public int exitCode() {
        if (!firstBroken.isEmpty()) {
            return BROKEN;
        }
        return first(arrows, CheckState.NOT_ASKED).isPresent() ? NOT_ASKED : WHOLE;
    }

    /** @return each arrow on a line, then the first broken one with its remedy */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        arrows.forEach(arrow -> lines.add(arrow.line()));
        lines.add("");
        first(arrows, CheckState.BROKEN)
                .ifPresentOrElse(
                        broken -> {
                            lines.add("first broken: " + broken.arrow() + ": " + broken.detail());
                            lines.add("remedy:       " + broken.remedy());
                            lines.add("command:      " + broken.command());
                        },
                        () -> lines.add(
                                exitCode() == WHOLE ? "whole" : "nothing broken; not everything could be checked"));
        lines.add("%d whole, %d broken, %d not asked, %d skipped"
                .formatted(
                        count(CheckState.WHOLE),
                        count(CheckState.BROKEN),
                        count(CheckState.NOT_ASKED),
                        count(CheckState.SKIPPED)));
        return lines;
    }

    private long count(CheckState state) {
        return arrows.stream().filter(arrow -> arrow.state() == state).count();
    }

    private static Optional<CheckResult> first(List<CheckResult> arrows, CheckState state) {
        return arrows.stream().filter(arrow -> arrow.state() == state).findFirst();
    }
}
