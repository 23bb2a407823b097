package desk.web;

import io.quarkus.qute.Engine;
import io.quarkus.qute.Locate;
import io.quarkus.qute.TemplateLocator;
import io.quarkus.qute.Variant;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.Reader;
import java.util.Optional;

/**
 * Lets each template be parsed when a page first needs it. Quarkus parses all templates at each start, also in couriers
 * and commands, which have no pages. The build still checks all templates.
 */
@Singleton
@Locate(LateTemplates.NO_TEMPLATE)
class LateTemplates implements TemplateLocator {

    /** The build does not check templates that match the pattern of a locator. */
    static final String NO_TEMPLATE = "(?!)";

    private static final Optional<TemplateLocation> EMPTY = Optional.of(new EmptyTemplate());

    private volatile boolean started;

    /** Until the engine has started, every template is empty. */
    @Override
    public Optional<TemplateLocation> locate(String id) {
        return started ? Optional.empty() : EMPTY;
    }

    /** Comes before Quarkus' own locator. */
    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 1;
    }

    /** The engine calls this when it has started, before anything can use it. It then forgets the empty templates. */
    void forgetEmptyTemplates(@Observes Engine engine) {
        started = true;
        engine.clearTemplates();
    }

    private static final class EmptyTemplate implements TemplateLocation {

        @Override
        public Reader read() {
            return Reader.nullReader();
        }

        @Override
        public Optional<Variant> getVariant() {
            return Optional.empty();
        }
    }
}
