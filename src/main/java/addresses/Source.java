package addresses;

/** Where a table is read from. Its text is the name that people have given it: a path, {@code s3://bucket/key}, {@code classpath:name}. */
interface Source {

    /** The stamp of what is not there. */
    String MISSING = "missing";

    /** @return another one whenever the content is another, {@link #MISSING} if there is none; reads no content */
    String stamp() throws Unreadable;

    /** @return all of one version, with the stamp of that version */
    Content read() throws Unreadable;

    /** @throws IllegalArgumentException if the path cannot be one beside this, with the way to write it */
    Source beside(String path);
}
