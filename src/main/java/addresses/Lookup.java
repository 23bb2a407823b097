package addresses;

import java.util.List;

/**
 * The result of resolving an address.
 *
 * @param destinations one per command; several if an alias has several targets
 * @param obstacles why mail is not delivered, or not to all targets: text for the timeline and for operators
 * @param unknown whether a set has the domain and no alias has the address
 */
public record Lookup(List<Destination> destinations, List<String> obstacles, boolean unknown) {}
