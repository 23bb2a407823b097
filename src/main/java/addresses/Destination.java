package addresses;

/**
 * Where mail to an address goes.
 *
 * @param set the world that the address belongs to
 * @param tenant the alias's name: the shop
 * @param command what the alias pipes into
 */
public record Destination(String set, String tenant, Command command) {}
