package mail.mime;

import java.util.Locale;
import java.util.Map;

/** A Content-Type or Content-Disposition: a value in lower case, and decoded parameters. */
record MediaType(String value, Map<String, String> parameters) {

    static MediaType of(String value) {
        return new MediaType(value, Map.of());
    }

    /**
     * Never fails, whatever the header contains: a type without a subtype is read as what the sender probably meant.
     */
    static MediaType parse(String header, UnpackLimits limits) throws LimitExceeded {
        int end = 0;
        while (end < header.length() && ";, \t(".indexOf(header.charAt(end)) < 0) {
            end++;
        }
        String value = header.substring(0, end).toLowerCase(Locale.ROOT);
        return new MediaType(value, Parameters.parse(header.substring(end), limits));
    }

    String parameter(String name) {
        return parameters.get(name);
    }

    boolean is(String other) {
        return value.equals(other);
    }

    boolean isMultipart() {
        return value.startsWith("multipart/");
    }

    boolean isMessage() {
        return value.equals("message/rfc822") || value.equals("message/global");
    }

    boolean isText() {
        return value.startsWith("text/") || value.equals("text");
    }
}
