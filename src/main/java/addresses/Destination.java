package addresses;

import java.util.List;

/**
 * Where mail to an address goes.
 *
 * @param recipient the address that it is delivered under: where an alias leads to another one, the last one's
 * @param set the world that the address belongs to
 * @param tenant the alias's name: the shop
 * @param command what the alias pipes into
 * @param way the lines that led there, for people
 */
public record Destination(String recipient, String set, String tenant, Command command, List<String> way) {}
