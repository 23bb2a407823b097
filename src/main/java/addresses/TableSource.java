package addresses;

/**
 * The source of a table. Its text form is the name in the settings: a path, {@code s3://bucket/key}, {@code
 * classpath:name}.
 */
interface TableSource {

    /** The stamp of a source that does not exist. */
    String MISSING = "missing";

    /**
     * @return a value that differs whenever the content differs; {@link #MISSING} if there is no content. Does not read
     *     the content
     */
    String stamp() throws UnreadableTable;

    /** @return the whole content of one version, with that version's stamp */
    TableVersion read() throws UnreadableTable;

    /**
     * @throws IllegalArgumentException if the path cannot name a file in this source's folder; the message gives the
     *     remedy
     */
    TableSource beside(String path);
}
