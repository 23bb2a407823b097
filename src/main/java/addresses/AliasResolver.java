package addresses;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Resolves an address to its commands in Postfix' order: first the virtual table, completely, then the aliases. It
 * looks up an alias's target among the aliases first, and in the virtual table only if no alias has that name.
 */
final class AliasResolver {

    /** Postfix' virtual_alias_recursion_limit and virtual_alias_expansion_limit. */
    private static final int LIMIT = 1000;

    private final AliasesOfSet aliases;
    private final String start;
    private final List<Destination> destinations = new ArrayList<>();
    private final List<String> obstacles = new ArrayList<>();

    private AliasResolver(AliasesOfSet aliases, String start) {
        this.aliases = aliases;
        this.start = start;
    }

    /** The result is an address and the lines that led to it, or no address if mail is refused. */
    private record Reached(String address, List<String> way) {

        String domain() {
            return address.substring(address.lastIndexOf('@') + 1);
        }

        Reached on(String address, String line) {
            List<String> longer = new ArrayList<>(way);
            longer.add(line);
            return new Reached(address, List.copyOf(longer));
        }
    }

    static Lookup from(AliasesOfSet aliases, String address) {
        AliasResolver walk = new AliasResolver(aliases, address);
        walk.follow(new Reached(address, List.of()), Set.of());
        return new Lookup(walk.destinations, walk.obstacles, walk.isUnknown());
    }

    /** @return the command of the address's own alias with this number, from 1 */
    static Lookup command(AliasesOfSet aliases, String address, int number) {
        Optional<Alias> alias = aliases.named(address).or(aliases::catchAll);
        List<Command> commands = alias.map(Alias::commands).orElse(List.of());
        if (number < 1 || number > commands.size()) {
            return new Lookup(List.of(), List.of("its alias has no command " + number), alias.isEmpty());
        }
        return new Lookup(
                List.of(new Destination(
                        address + "#" + number,
                        aliases.set(),
                        tenant(alias.get()),
                        commands.get(number - 1),
                        List.of(line(alias.get())))),
                List.of(),
                false);
    }

    private boolean isUnknown() {
        if (!destinations.isEmpty()) {
            return false;
        }
        Reached here = new Reached(start, List.of());
        boolean isAlias = aliases.isLocal(here.domain())
                && aliases.named(start).or(aliases::catchAll).isPresent();
        return step(here).isEmpty() && !isAlias;
    }

    /** @param seen aliases visited so far */
    private void follow(Reached from, Set<String> seen) {
        Optional<List<Reached>> ends = virtual(from);
        if (ends.isEmpty()) {
            obstacles.add("addresses lead in a circle");
            return;
        }
        for (Reached end : ends.get()) {
            if (end.address().isEmpty()) {
                obstacles.add(end.way().get(end.way().size() - 1) + " refuses it");
            } else if (aliases.isLocal(end.domain())) {
                arrive(end, seen);
            } else if (aliases.virtual().isVirtual(end.domain())) {
                obstacles.add("the virtual table has no entry for it");
            } else {
                obstacles.add("forwarded to another mail system, and Hikyaku sends no mail");
            }
        }
    }

    /**
     * @return the addresses to which the virtual table finally leads; empty beyond {@link #LIMIT} steps or addresses
     */
    private Optional<List<Reached>> virtual(Reached from) {
        if (aliases.virtual().size() == 0) {
            return Optional.of(List.of(from));
        }
        List<Reached> open = new ArrayList<>(List.of(from));
        Set<String> itself = new HashSet<>(Set.of(""));
        for (int i = 0; i < open.size(); i++) {
            for (int steps = 0; !itself.contains(open.get(i).address()); steps++) {
                Reached last = open.get(i);
                Optional<List<Reached>> next = step(last);
                if (next.isEmpty()) {
                    break;
                }
                if (steps == LIMIT || open.size() > LIMIT) {
                    return Optional.empty();
                }
                open.set(i, next.get().get(0));
                open.addAll(next.get().subList(1, next.get().size()));
                if (next.get().stream().anyMatch(to -> to.address().equals(last.address()))) {
                    itself.add(last.address());
                }
            }
        }
        return Optional.of(open);
    }

    private Optional<List<Reached>> step(Reached from) {
        if (aliases.virtual().size() == 0) {
            return Optional.empty();
        }
        return aliases.virtual()
                .find(from.address(), aliases.isLocal(from.domain()))
                .map(entry -> {
                    String line = "virtual line " + entry.line();
                    return entry.targets().isEmpty()
                            ? List.of(from.on("", line))
                            : entry.targets().stream()
                                    .map(to -> from.on(aliases.qualified(to, from.domain()), line))
                                    .toList();
                });
    }

    private void arrive(Reached end, Set<String> seen) {
        aliases.named(end.address())
                .or(aliases::catchAll)
                .ifPresentOrElse(
                        alias -> through(alias, end, seen),
                        () -> obstacles.add("no alias for "
                                + (end.way().isEmpty()
                                        ? "this address"
                                        : end.address()
                                                .substring(0, end.address().lastIndexOf('@')))));
    }

    private void through(Alias alias, Reached end, Set<String> before) {
        Set<String> seen = new LinkedHashSet<>(before);
        if (!seen.add(tenant(alias))) {
            obstacles.add("aliases lead in a circle: " + String.join(", ", seen));
            return;
        }
        Reached here = end.on(end.address(), line(alias));
        int number = 0;
        for (Target target : alias.targets()) {
            if (target instanceof Target.Pipe pipe) {
                number++;
                add(here, tenant(alias), pipe.command(), number);
            } else if (target instanceof Target.Forward forward) {
                forward(here, forward, seen);
            } else {
                obstacles.add("line " + alias.line() + " leads to no command");
            }
        }
    }

    private void forward(Reached here, Target.Forward forward, Set<String> seen) {
        String target = forward.address().substring(forward.pastAliases() ? 1 : 0);
        String address = aliases.qualified(Quotes.plain(target.toLowerCase(Locale.ROOT)), here.domain());
        Reached next = new Reached(address, here.way());
        (aliases.isLocal(next.domain()) ? aliases.named(address) : Optional.<Alias>empty())
                .ifPresentOrElse(alias -> through(alias, next, seen), () -> follow(next, seen));
    }

    private void add(Reached here, String tenant, Command command, int number) {
        String recipient = recipient(here, number);
        if (destinations.stream().noneMatch(known -> known.recipient().equals(recipient))) {
            destinations.add(new Destination(recipient, aliases.set(), tenant, command, here.way()));
        }
    }

    /**
     * The courier resolves a recipient again: it must lead to the same command, and its domain must belong to the set.
     */
    private String recipient(Reached here, int number) {
        String user = here.address().substring(0, here.address().lastIndexOf('@') + 1);
        boolean ours = aliases.domains().contains(here.domain());
        Reached own =
                new Reached(ours ? here.address() : user + start.substring(start.lastIndexOf('@') + 1), List.of());
        return number == 1 && staysAsItIs(own) ? own.address() : own.address() + "#" + number;
    }

    private boolean staysAsItIs(Reached own) {
        return aliases.isLocal(own.domain())
                && virtual(own).orElse(List.of()).stream()
                        .anyMatch(end -> end.address().equals(own.address()));
    }

    private static String tenant(Alias alias) {
        return alias.name().toLowerCase(Locale.ROOT);
    }

    private static String line(Alias alias) {
        return "alias " + alias.name() + " line " + alias.line();
    }
}
