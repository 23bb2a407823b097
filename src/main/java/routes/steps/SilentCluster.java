package routes.steps;

/** Where the tasks of a set are did not answer earlier in this sweep: it is not asked again until the next. */
class SilentCluster extends RuntimeException {

    SilentCluster(String set) {
        super("no answer about the tasks of set " + set);
    }
}
