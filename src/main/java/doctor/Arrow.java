package doctor;

import java.util.List;

/**
 * One condition that must hold for mail to flow, with its remedy. docs/doctor.md lists all of them.
 *
 * @param name the arrow's name, as used in the output, {@code --skip} and the docs
 * @param asks the condition, which holds while the arrow is whole
 * @param remedy what the operator should do
 * @param command a command that repairs the arrow, or shows what to repair; the reader replaces the words in capitals
 * @param permissions the permissions that the check needs
 */
public record Arrow(String name, String asks, String remedy, String command, List<String> permissions) {

    static Arrow of(String name, String asks, String remedy, String command, String... permissions) {
        return new Arrow(name, asks, remedy, command, List.of(permissions));
    }

    /** @param subject the set, queue, domain or bucket that is checked; empty if there is only one */
    static String named(String name, String subject) {
        return subject.isEmpty() ? name : name + "[" + subject + "]";
    }
}
