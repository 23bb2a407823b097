package settings;

/** Whether each delivery has its own task, or couriers run them. */
public enum HandOverMode {
    TASK,
    COURIER
}
