package ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * A delivery's key in the ledger. Whatever address an outsider writes to, each set's rows are in partitions of its own.
 */
class DeliveryIdTest {

    @Test
    void aDeliveryLiesInThePartitionOfItsRecipientsDomain() {
        assertThat(partition("ne-001@shop.example")).isEqualTo("shop.example/mail-1");
        assertThat(partition("ne-001@shop.example#2")).isEqualTo("shop.example/mail-1");
        assertThat(partition("\"a@books.example\"@shop.example")).isEqualTo("shop.example/mail-1");
        assertThat(partition("a/b@shop.example")).isEqualTo("shop.example/mail-1");
    }

    @Test
    void noAddressOfAStrangerLiesInTheDomainOfASet() {
        assertThat(partition("x@shop.example/y")).isEqualTo("-/mail-1");
        assertThat(partition("shop.example")).isEqualTo("-/mail-1");
        assertThat(partition("shop.example/y")).isEqualTo("-/mail-1");
        assertThat(partition("-")).isEqualTo("-/mail-1");
        assertThat(partition("x@")).isEqualTo("-/mail-1");
        assertThat(partition("x@" + "a".repeat(254))).isEqualTo("-/mail-1");
    }

    @Test
    void whatIsForgottenKeepsItsKey() {
        for (String recipient : new String[] {"ne-001@shop.example", "ne-001@shop.example#2", "-", "x@"}) {
            DeliveryId id = new DeliveryId("mail-1", recipient);

            assertThat(Row.key(id.forgotten())).isEqualTo(Row.key(id));
            assertThat(id.forgotten().forgotten()).isEqualTo(id.forgotten());
            assertThat(DeliveryId.forgotten("mail-1", id.partition(), id.digest()))
                    .isEqualTo(id.forgotten());
            assertThat(id.forgotten().toString()).isEqualTo(id.toString());
        }
    }

    private static String partition(String recipient) {
        return new DeliveryId("mail-1", recipient).partition();
    }
}
