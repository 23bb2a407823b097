package books;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** The result of each day's reconciliation. One pipeline reconciles a day, and all pipelines show the result. */
public interface DayResults {

    /** @return number of differences by kind; empty until the day's reconciliation has ended */
    Optional<Map<String, Integer>> of(LocalDate day);

    /**
     * One conditional write.
     *
     * @return whether the caller is to reconcile the day; false if another process has begun to reconcile it within the
     *     hour, or has ended
     */
    boolean begin(LocalDate day);

    /** @param differences number by kind */
    void end(LocalDate day, Map<String, Integer> differences);
}
