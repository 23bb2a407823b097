package watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class JvmMetersTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final JvmMeters jvm = new JvmMeters(meters);

    @Test
    void theyAreThoseOfMemoryCollectionsThreadsClassesProcessorAndFiles() {
        jvm.register();

        assertThat(meters.getMeters())
                .extracting(Meter::getId)
                .extracting(Meter.Id::getName)
                .contains(
                        "jvm.classes.loaded",
                        "jvm.gc.memory.allocated",
                        "jvm.gc.overhead",
                        "jvm.memory.used",
                        "jvm.threads.live",
                        "process.cpu.usage",
                        "process.files.open",
                        "process.uptime");
    }

    /** A gauge has a weak reference to its object, and is not a number after a collection has taken the object. */
    @Test
    void aCollectionDoesNotEndThem() {
        jvm.register();

        System.gc();

        assertThat(meters.get("jvm.gc.overhead").gauge().value()).isBetween(0.0, 1.0);
    }
}
