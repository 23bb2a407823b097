package routes.steps;

/** The cluster or queue of a set did not answer earlier in this sweep, and is not called again until the next. */
class SilentCluster extends RuntimeException {

    SilentCluster(String set) {
        super("no answer about the tasks of set " + set);
    }
}
