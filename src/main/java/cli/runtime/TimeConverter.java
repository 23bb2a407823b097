package cli.runtime;

import desk.TimeParser;
import java.time.Clock;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses times on the command line. */
public final class TimeConverter implements ITypeConverter<Instant> {

    public static final String DESCRIPTION = TimeParser.DESCRIPTION;

    @Override
    public Instant convert(String text) {
        try {
            return TimeParser.parse(text, Clock.systemUTC());
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
