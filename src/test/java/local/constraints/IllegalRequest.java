package local.constraints;

/** A request that AWS would always refuse, whatever the state of its resources. */
public record IllegalRequest(String service, String operation, Fault fault) {

    @Override
    public String toString() {
        return service + " " + operation + ": " + fault.code() + " (" + fault.message() + ")";
    }
}
