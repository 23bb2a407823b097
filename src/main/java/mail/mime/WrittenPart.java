package mail.mime;

/**
 * A part in the store.
 *
 * @param file 001, 002, …
 * @param warning the damage of its base64, null if there is none
 */
record WrittenPart(String file, long size, String hash, String warning) {

    /** @return the file of the part with this number: three digits at least */
    static String file(int number) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, 3 - digits.length())) + digits;
    }
}
