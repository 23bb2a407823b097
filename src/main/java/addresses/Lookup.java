package addresses;

import java.util.List;

/**
 * What became of looking for an address.
 *
 * @param destinations one for each command that its mail is piped into; several where an alias has several targets
 * @param obstacles why mail goes nowhere, or not everywhere: in words, for the timeline and for people
 * @param unknown whether the domain is a set's, and no alias has the address
 */
public record Lookup(List<Destination> destinations, List<String> obstacles, boolean unknown) {}
