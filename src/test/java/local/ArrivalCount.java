package local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How many deliveries of the sample mails are correct, how many are not finished, and how many are wrong. */
record ArrivalCount(long right, long running, long wrong) {

    static ArrivalCount of(List<Arrival> arrivals) {
        return new ArrivalCount(
                count(arrivals, Arrival.Verdict.RIGHT),
                count(arrivals, Arrival.Verdict.RUNNING),
                count(arrivals, Arrival.Verdict.WRONG));
    }

    private static long count(List<Arrival> arrivals, Arrival.Verdict verdict) {
        return arrivals.stream().filter(arrival -> arrival.verdict() == verdict).count();
    }

    boolean isAsItShould() {
        return running == 0 && wrong == 0;
    }

    /** @param quiet the time without any change before the job stopped waiting */
    String inWords(Duration quiet) {
        if (isAsItShould()) {
            return "Every mail is where it should be.";
        }
        List<String> sentences = new ArrayList<>();
        long all = right + running + wrong;
        if (wrong > 0) {
            sentences.add("%d of %d deliveries are not where they should be.".formatted(wrong, all));
        }
        if (running > 0) {
            sentences.add("%d of %d deliveries are still running, after %d s in which none has moved."
                    .formatted(running, all, quiet.toSeconds()));
        }
        return String.join(" ", sentences);
    }
}
