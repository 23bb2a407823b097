package settings;

/** What a user of the desk may do. */
public enum DeskRole {
    /** Only views. */
    VIEWER,
    /** Views and acts: stops routes, releases deliveries. */
    OPERATOR
}
