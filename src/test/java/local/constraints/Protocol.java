package local.constraints;

import java.util.Optional;

/** How a service is asked, and how it says no. */
interface Protocol {

    /** @throws MalformedRequest if there is no operation to be read from it */
    Call read(AwsRequest request) throws MalformedRequest;

    Refusal refusal(Fault fault);

    /** @return the error that an answer tells of; empty if it tells of none */
    Optional<Fault> error(String body);

    /** A request that cannot be read. */
    final class MalformedRequest extends Exception {
        private final transient Fault fault;

        MalformedRequest(String code, String message) {
            super(code + ": " + message);
            this.fault = new Fault(code, message);
        }

        Fault fault() {
            return fault;
        }
    }
}
