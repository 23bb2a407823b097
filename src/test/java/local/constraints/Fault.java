package local.constraints;

import java.util.stream.Stream;

/**
 * What is wrong with a request.
 *
 * @param code the code of the service's error answer
 */
public record Fault(String code, String message) {

    static Stream<Fault> when(boolean wrong, String code, String message) {
        return wrong ? Stream.of(new Fault(code, message)) : Stream.empty();
    }
}
