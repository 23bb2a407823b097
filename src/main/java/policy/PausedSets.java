package policy;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Sets whose deliveries an operator has paused, in this process and until it ends. */
@Singleton
public class PausedSets {

    private final Map<String, Pause> paused = new ConcurrentHashMap<>();
    private final Clock clock;

    public PausedSets(Clock clock) {
        this.clock = clock;
    }

    /** @param by the operator's name */
    public record Pause(String by, Instant since) {}

    /** A second call changes nothing: the first operator and time stay. */
    public void pause(String set, String by) {
        paused.putIfAbsent(set, new Pause(by, clock.instant()));
    }

    public void resume(String set) {
        paused.remove(set);
    }

    public boolean has(String set) {
        return paused.containsKey(set);
    }

    public Optional<Pause> of(String set) {
        return Optional.ofNullable(paused.get(set));
    }

    public List<String> names() {
        return paused.keySet().stream().sorted().toList();
    }
}
