package tasks;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** ECS client tokens: at most 64 characters, the same for the same name. */
final class Token {

    private Token() {}

    static String of(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
