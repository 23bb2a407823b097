package watch;

/** A service that is checked once per round, so that neither a scrape nor a health request has to. */
public interface Probe {

    /** @return the name of the service in metrics and health */
    String at();

    /** Throws an unchecked exception if it cannot be reached; the values of the last round stay. */
    void look();
}
