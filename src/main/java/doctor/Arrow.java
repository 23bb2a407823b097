package doctor;

import java.util.List;

/**
 * One thing that must hold for mail to flow, and what to do where it does not. docs/doctor.md lists all of them.
 *
 * @param name as the output, {@code --skip} and the docs have it
 * @param asks what holds while the arrow is whole
 * @param remedy what to do about it
 * @param command that mends it, or shows what to mend; words in capitals are for the reader to replace
 * @param permissions that the question needs
 */
public record Arrow(String name, String asks, String remedy, String command, List<String> permissions) {

    static Arrow of(String name, String asks, String remedy, String command, String... permissions) {
        return new Arrow(name, asks, remedy, command, List.of(permissions));
    }

    /** @param subject which of several: a set, a queue, a domain, a bucket; empty where there is one only */
    static String named(String name, String subject) {
        return subject.isEmpty() ? name : name + "[" + subject + "]";
    }
}
