package watch;

/** Something that is looked at once in a round, so that neither a scrape nor a probe has to. */
public interface Probe {

    /** @return what is looked at: a word for metrics and health */
    String at();

    /** Throws an unchecked exception if it cannot be reached; what was seen before then stays. */
    void look();
}
