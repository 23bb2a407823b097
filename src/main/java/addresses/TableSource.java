package addresses;

/** Where a table is read from. Its text is the name that people have given it: a path, {@code s3://bucket/key}, {@code classpath:name}. */
interface TableSource {

    /** The stamp of what is not there. */
    String MISSING = "missing";

    /** @return another one whenever the content is another, {@link #MISSING} if there is none; reads no content */
    String stamp() throws UnreadableTable;

    /** @return all of one version, with the stamp of that version */
    TableVersion read() throws UnreadableTable;

    /** @throws IllegalArgumentException if the path cannot be one beside this, with the way to write it */
    TableSource beside(String path);
}
