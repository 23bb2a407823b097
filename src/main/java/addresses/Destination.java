package addresses;

/**
 * Where mail to an address goes.
 *
 * @param recipient the address that it is delivered under: where an alias leads to another one, the last one's
 * @param set the world that the address belongs to
 * @param tenant the alias's name: the shop
 * @param command what the alias pipes into
 */
public record Destination(String recipient, String set, String tenant, Command command) {

    /** @return the recipient as an address: without the number that a second command of its alias has behind it */
    public String address() {
        int number = recipient.indexOf('#', recipient.lastIndexOf('@'));
        return number < 0 ? recipient : recipient.substring(0, number);
    }
}
