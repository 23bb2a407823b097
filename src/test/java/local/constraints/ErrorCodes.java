package local.constraints;

/**
 * The codes with which a service refuses a request that violates its model.
 *
 * @param oneOf code for a text outside its enum
 */
record ErrorCodes(String missing, String unknown, String type, String constraint, String oneOf) {

    ErrorCodes(String missing, String unknown, String type, String constraint) {
        this(missing, unknown, type, constraint, constraint);
    }
}
