package addresses;

import java.util.List;

/**
 * Where mail to an address goes.
 *
 * @param recipient the address of the delivery: if an alias leads to another alias, the address of the last alias
 * @param set the set that the address belongs to
 * @param tenant the alias's name: the shop
 * @param command the command into which the alias pipes mail
 * @param way the lines that led there, for display
 */
public record Destination(String recipient, String set, String tenant, Command command, List<String> way) {}
