package policy;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sets whose deliveries an operator has paused, in this process and until it ends. */
@Singleton
public class PausedSets {

    private final Set<String> paused = ConcurrentHashMap.newKeySet();

    /** A second call changes nothing. */
    public void pause(String set) {
        paused.add(set);
    }

    public void resume(String set) {
        paused.remove(set);
    }

    public boolean has(String set) {
        return paused.contains(set);
    }

    public List<String> names() {
        return paused.stream().sorted().toList();
    }
}
