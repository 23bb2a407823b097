package local;

import static ledger.DeliveryStatus.DEAD;
import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.DROPPED;
import static ledger.DeliveryStatus.FAILED;
import static ledger.DeliveryStatus.HELD;

import java.util.List;
import java.util.Map;
import ledger.DeliveryStatus;

/**
 * A mail of the demo and its expected result.
 *
 * @param file the mail's path below demo/mails
 * @param sender envelope sender
 * @param expected the envelope recipients, and the status that each must reach
 * @param trouble the fault that the local cloud adds for this mail
 */
record Sample(String file, String sender, Map<String, DeliveryStatus> expected, Trouble trouble) {

    enum Trouble {
        NONE,
        ANNOUNCED_THREE_TIMES,
        OBJECT_IS_MISSING,
        NO_CAPACITY_TWICE,
        NO_CAPACITY_EVER
    }

    /** Samples with a fault of RunTask come last, when no other mail waits for a task. */
    static List<Sample> all() {
        return List.of(
                sample("order-iso-2022-jp.eml", Map.of("ne-001@shop.example", DONE), Trouble.NONE),
                sample("order-shift_jis-attachment.eml", Map.of("ne-002@shop.example", DONE), Trouble.NONE),
                sample(
                        "three-shops.eml",
                        Map.of("ne-001@shop.example", DONE, "ne-002@shop.example", DONE, "ne-003@shop.example", DONE),
                        Trouble.NONE),
                sample("announced-three-times.eml", Map.of("ne-003@shop.example", DONE), Trouble.ANNOUNCED_THREE_TIMES),
                sample("html.eml", Map.of("ne-001@shop.example", DONE), Trouble.NONE),
                sample("cut-off-without-charset.eml", Map.of("ne-002@shop.example", DONE), Trouble.NONE),
                sample("order-iso-2022-jp.eml", Map.of("ne-100@legacy.example", DONE), Trouble.NONE),
                sample("order-iso-2022-jp.eml", Map.of("ne-001@shadow.example", DROPPED), Trouble.NONE),
                sample("question.eml", Map.of("ne-002@shadow.example", DROPPED), Trouble.NONE),
                sample("html.eml", Map.of("ne-404@shadow.example", HELD), Trouble.NONE),
                sample("unknown-address.eml", Map.of("ne-404@shop.example", HELD), Trouble.NONE),
                sample("question.eml", Map.of("ne-075@shop.example", DONE), Trouble.NONE),
                sample("question.eml", Map.of("ne-666@shop.example", FAILED), Trouble.NONE),
                sample("question.eml", Map.of("ne-001@shop.example", FAILED), Trouble.OBJECT_IS_MISSING),
                sample("question.eml", Map.of("ne-002@shop.example", DONE), Trouble.NO_CAPACITY_TWICE),
                sample("question.eml", Map.of("ne-003@shop.example", DEAD), Trouble.NO_CAPACITY_EVER));
    }

    private static Sample sample(String file, Map<String, DeliveryStatus> expected, Trouble trouble) {
        return new Sample(file, "sender@market.example", expected, trouble);
    }
}
