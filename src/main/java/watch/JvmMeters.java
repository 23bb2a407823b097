package watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmHeapPressureMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Metrics of the JVM and of its process, under Micrometer's names. Quarkus would create them before the first mail is
 * requested, which takes 5 % of a start's main thread.
 */
@Singleton
public class JvmMeters {

    private final MeterRegistry meters;

    /** The meters have only weak references to these objects. */
    private List<MeterBinder> binders = List.of();

    public JvmMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Call this only once. */
    public void register() {
        binders = List.of(
                new ClassLoaderMetrics(),
                new JvmGcMetrics(),
                new JvmHeapPressureMetrics(),
                new JvmMemoryMetrics(),
                new JvmThreadMetrics(),
                new FileDescriptorMetrics(),
                new ProcessorMetrics(),
                new UptimeMetrics());
        binders.forEach(binder -> binder.bindTo(meters));
    }
}
