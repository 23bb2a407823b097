package desk.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.qute.Engine;
import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.Variant;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LateTemplatesTest {

    private final List<String> read = new ArrayList<>();
    private final LateTemplates late = new LateTemplates();
    private final Engine engine =
            Engine.builder().addLocator(this::locate).addLocator(late).build();

    @Test
    void aTemplateIsReadWhenAPageFirstNeedsItAndNotAtTheStart() {
        engine.getTemplate("board.html"); // Quarkus does this with every template
        late.forgetEmptyTemplates(engine);
        assertThat(read).isEmpty();

        assertThat(engine.getTemplate("board.html").render()).isEqualTo("the board");
        assertThat(engine.getTemplate("board.html").render()).isEqualTo("the board");
        assertThat(read).containsExactly("board.html");
    }

    private Optional<TemplateLocation> locate(String id) {
        read.add(id);
        return Optional.of(new TemplateLocation() {
            @Override
            public Reader read() {
                return new StringReader("the board");
            }

            @Override
            public Optional<Variant> getVariant() {
                return Optional.empty();
            }
        });
    }
}
