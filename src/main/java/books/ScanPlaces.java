package books;

/** Keeps the place of the scan, so that it continues after a restart and several pipelines do not repeat each other. */
public interface ScanPlaces {

    /** @return the current place; {@link ScanPlace#NONE} before the first scan */
    ScanPlace get();

    /**
     * One conditional write.
     *
     * @return whether the place was moved; false if the scan is no longer at {@code from}, because another process
     *     moved it
     */
    boolean move(ScanPlace from, ScanPlace to);
}
