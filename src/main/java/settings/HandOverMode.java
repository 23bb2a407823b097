package settings;

/** Whether each delivery has a task of its own, or couriers work them off. */
public enum HandOverMode {
    TASK,
    COURIER
}
