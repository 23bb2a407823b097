package settings;

import java.time.ZoneId;
import org.eclipse.microprofile.config.spi.Converter;

/** SmallRye's own conversion also calls {@link ZoneId#of} for a setting that is absent. */
public final class ZoneIdConverter implements Converter<ZoneId> {

    private static final long serialVersionUID = 1;

    @Override
    public ZoneId convert(String name) {
        return name.isEmpty() ? null : ZoneId.of(name);
    }
}
