package books;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** What the reconciliation of each day has found, so that one pipeline reconciles a day, and all of them show it. */
public interface DayResults {

    /** @return how many differences by their kind; empty as long as the day's reconciliation has not ended */
    Optional<Map<String, Integer>> of(LocalDate day);

    /**
     * One conditional write.
     *
     * @return whether the caller is to reconcile the day; false if another process has begun within the hour, or ended
     */
    boolean begin(LocalDate day);

    /** @param differences how many, by their kind */
    void end(LocalDate day, Map<String, Integer> differences);
}
