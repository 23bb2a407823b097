package mail.mime;

import java.util.Locale;
import java.util.Map;

/** A Content-Type or Content-Disposition: a value in lower case, and decoded parameters. */
record MediaType(String value, Map<String, String> parameters) {

    static MediaType of(String value) {
        return new MediaType(value, Map.of());
    }

    /**
     * Never fails, whatever the header contains: a type without a subtype is read as what the sender probably meant. A
     * type is ASCII without blanks and control characters (RFC 2045, section 5.1). Other characters before it are
     * skipped, and the first of them after it ends it.
     */
    static MediaType parse(String header, UnpackLimits limits) throws LimitExceeded {
        int start = 0;
        while (start < header.length() && !isPrinted(header.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < header.length() && isPrinted(header.charAt(end)) && ";,(".indexOf(header.charAt(end)) < 0) {
            end++;
        }
        String value = header.substring(start, end).toLowerCase(Locale.ROOT);
        return new MediaType(value, Parameters.parse(header.substring(end), limits));
    }

    private static boolean isPrinted(char c) {
        return c > ' ' && c < 0x7F;
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
