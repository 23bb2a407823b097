package local.constraints;

/**
 * Codes with which a service refuses a request that its model does not allow.
 *
 * @param oneOf of a text that is none of its enum
 */
record ErrorCodes(String missing, String unknown, String type, String constraint, String oneOf) {

    ErrorCodes(String missing, String unknown, String type, String constraint) {
        this(missing, unknown, type, constraint, constraint);
    }
}
