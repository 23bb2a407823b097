package local.constraints;

import java.util.Optional;

/** How requests and errors of a service are encoded. */
interface Protocol {

    /** @throws MalformedRequest if the request names no operation */
    Call read(AwsRequest request) throws MalformedRequest;

    Refusal refusal(Fault fault);

    /** @return the error in an answer; empty if there is none */
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
