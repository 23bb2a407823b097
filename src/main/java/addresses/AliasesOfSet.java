package addresses;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The aliases of one set, followed to their commands: forwards, plus-addresses, catch-all.
 *
 * @param set its name
 * @param domains whose mail the aliases are for, lower case
 * @param virtual looked at before the aliases
 */
public record AliasesOfSet(String set, Set<String> domains, VirtualTable virtual, AliasesFile file) {

    /** The name that catches what no other alias does. */
    private static final String CATCH_ALL = "*";

    /** Behind an address: which of its alias's commands, where it has several. */
    private static final Pattern NUMBERED = Pattern.compile("(.*@[^#]*)#(\\d+)");

    /** @param address normalised: lower case, with an @ */
    public Lookup find(String address) {
        Matcher numbered = NUMBERED.matcher(address);
        if (numbered.matches()) {
            Lookup all = find(numbered.group(1));
            List<Destination> one = all.destinations().stream()
                    .filter(destination -> destination.recipient().equals(address))
                    .toList();
            return new Lookup(one, all.obstacles(), all.unknown());
        }
        List<Destination> destinations = new ArrayList<>();
        List<String> obstacles = new ArrayList<>();
        follow(address, new LinkedHashSet<>(), destinations, obstacles);
        return new Lookup(destinations, obstacles, isUnknown(address));
    }

    /** @return every alias in every domain, lower case */
    Stream<String> addresses() {
        return file.aliases().stream()
                .map(alias -> alias.name().toLowerCase(Locale.ROOT))
                .filter(name -> !name.equals(CATCH_ALL))
                .flatMap(name -> domains.stream().map(domain -> name + "@" + domain));
    }

    private boolean isUnknown(String address) {
        int at = address.lastIndexOf('@');
        boolean isAlias = !virtual.isVirtual(address.substring(at + 1))
                && alias(address.substring(0, at)).isPresent();
        return virtual.find(address).isEmpty() && !isAlias;
    }

    private void follow(String address, Set<String> seen, List<Destination> destinations, List<String> obstacles) {
        String domain = address.substring(address.lastIndexOf('@'));
        Optional<List<String>> others = virtual.find(address);
        if (others.isEmpty() && virtual.isVirtual(domain.substring(1))) {
            obstacles.add("no entry in the virtual table");
        } else if (others.isEmpty() || others.get().equals(List.of(address))) {
            followAlias(address, seen, destinations, obstacles);
        } else if (!seen.add(address)) {
            obstacles.add("addresses lead in a circle");
        } else {
            others.get().forEach(other -> {
                Set<String> seenHere = new LinkedHashSet<>(seen);
                if (other.indexOf('@') < 0) {
                    followAlias(other + domain, seenHere, destinations, obstacles);
                } else {
                    forward(domain, new Target.Forward(other), seenHere, destinations, obstacles);
                }
            });
        }
    }

    private void followAlias(String address, Set<String> seen, List<Destination> destinations, List<String> obstacles) {
        int at = address.lastIndexOf('@');
        Optional<Alias> alias = alias(address.substring(0, at));
        if (alias.isEmpty()) {
            obstacles.add("no alias for " + (seen.isEmpty() ? "this address" : address.substring(0, at)));
            return;
        }
        String name = alias.get().name();
        if (!seen.add(name.toLowerCase(Locale.ROOT))) {
            obstacles.add("aliases lead in a circle: " + String.join(", ", seen));
            return;
        }
        int number = 0;
        for (Target target : alias.get().targets()) {
            if (target instanceof Target.Pipe pipe) {
                number++;
                String recipient = number == 1 ? address : address + "#" + number;
                Destination found = new Destination(recipient, set, name.toLowerCase(Locale.ROOT), pipe.command());
                if (destinations.stream().noneMatch(known -> known.recipient().equals(recipient))) {
                    destinations.add(found);
                }
            } else if (target instanceof Target.Forward forward) {
                forward(address.substring(at), forward, new LinkedHashSet<>(seen), destinations, obstacles);
            } else {
                obstacles.add("line " + alias.get().line() + " leads to no command");
            }
        }
    }

    /** @param domain of the address so far, with its @: where a target without one is looked for */
    private void forward(
            String domain,
            Target.Forward forward,
            Set<String> seen,
            List<Destination> destinations,
            List<String> obstacles) {
        String target = forward.address().toLowerCase(Locale.ROOT);
        int at = target.lastIndexOf('@');
        if (at < 0) {
            followAlias(target + domain, seen, destinations, obstacles);
        } else if (domains.contains(target.substring(at + 1))) {
            follow(target, seen, destinations, obstacles);
        } else {
            obstacles.add("forwarded to another mail system, and Hikyaku sends no mail");
        }
    }

    /** As Postfix and sendmail look: the whole local part, then without its extension. */
    private Optional<Alias> alias(String localPart) {
        int plus = localPart.indexOf('+');
        return file.alias(localPart)
                .or(() -> plus < 1 ? Optional.empty() : file.alias(localPart.substring(0, plus) + "+*"))
                .or(() -> plus < 1 ? Optional.empty() : file.alias(localPart.substring(0, plus)))
                .or(() -> file.alias(CATCH_ALL));
    }
}
