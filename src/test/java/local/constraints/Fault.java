package local.constraints;

import java.util.stream.Stream;

/**
 * What is wrong with a request.
 *
 * @param code of the error that the service answers with
 */
public record Fault(String code, String message) {

    static Stream<Fault> when(boolean wrong, String code, String message) {
        return wrong ? Stream.of(new Fault(code, message)) : Stream.empty();
    }
}
